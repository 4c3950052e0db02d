/** What keeps a command from running: printed on stderr, exit code 2. */
export class CannotRun extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CannotRun";
  }
}

/** Every problem of one file or value, a line each. */
export function problemsIn(
  subject: string,
  problems: readonly { path: string; reason: string }[],
): CannotRun {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(({ path, reason }) => `  - ${path}: ${reason}`);
  return new CannotRun([`${subject}: ${count}`, ...lines].join("\n"));
}
