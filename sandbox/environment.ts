/** How a shell sets variables, and quotes a text so that it means nothing else. */
interface Shell {
  set(name: string, value: string): string;
  source(file: string): string;
}

const quoted = (value: string, escapes: { [character: string]: string }) =>
  `'${value.replace(/['\\]/g, (character) => escapes[character] ?? character)}'`;

const posix: Shell = {
  set: (name, value) => `export ${name}=${quoted(value, { "'": "'\\''" })}`,
  source: (file) => `. ${file}`,
};

/** By the name of the shell's program. */
export const SHELLS = {
  bash: posix,
  zsh: posix,
  fish: {
    set: (name, value) => `set -gx ${name} ${quoted(value, { "'": "\\'", "\\": "\\\\" })}`,
    source: (file) => `source ${file}`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = ${quoted(value, { "'": "''" })}`,
    source: (file) => `. ${file}`,
  },
} satisfies { [name: string]: Shell };

export type ShellName = keyof typeof SHELLS;

/** The shell that a process runs under. Defaults to bash, whose lines other POSIX shells read too. */
export function shellOf(
  { SHELL, PSModulePath }: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): ShellName {
  const name = SHELL?.split("/").pop();
  if (name !== undefined && name in SHELLS) return name as ShellName;
  return SHELL === undefined && (platform === "win32" || PSModulePath) ? "powershell" : "bash";
}

/** Lines that set an environment in a shell. */
export function environmentText(env: { [name: string]: string }, shell: ShellName): string {
  return Object.entries(env)
    .map(([name, value]) => `${SHELLS[shell].set(name, value)}\n`)
    .join("");
}
