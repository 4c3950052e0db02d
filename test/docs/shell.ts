/** The commands of a shell block, one each: what goes on after a backslash or a pipe is one with what comes before. */
export function commandsIn(text: string): string[] {
  return text
    .split(/(?<!\\|\|)\n/)
    .map((command) => command.trim())
    .filter((command) => command !== "" && !command.startsWith("#"));
}

/** The programs that a command calls: the first word of each of its parts, assignments aside. */
export function programsIn(command: string): string[] {
  const parts = command.replace(/'[^']*'/g, "''").split(/[|;]|&&|\$\(/);
  return parts.map(
    (part) =>
      part
        .trim()
        .replace(/^(\w+=\S* +)+/, "")
        .split(/\s/)[0] as string,
  );
}
