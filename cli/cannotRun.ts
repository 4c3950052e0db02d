/** What keeps a command from running: told on stderr, exit code 2. */
export class CannotRun extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CannotRun";
  }
}

/** Several things wrong with one place, a line each. */
export function problemsIn(
  place: string,
  problems: readonly { path: string; reason: string }[],
): CannotRun {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(({ path, reason }) => `  - ${path}: ${reason}`);
  return new CannotRun([`${place}: ${count}`, ...lines].join("\n"));
}
