import { documents } from "./markdown";

/** The text of a document below a heading, up to the next one of its level or above. */
export function under(file: string, heading: string): string {
  const document = documents().find((one) => one.file === file);
  const from = `\n${document?.text}`.indexOf(`\n${heading}\n`);
  if (document === undefined || from === -1) throw new Error(`${file} has no ${heading}`);
  const level = heading.indexOf(" ");
  const after = document.text.slice(from + heading.length);
  return after.split(new RegExp(`^#{1,${level}} `, "m"))[0] as string;
}

/** The rows of the tables in a text, cell by cell, without their heads. */
export function rows(text: string): string[][] {
  const lines = [...text.matchAll(/^\| (.+) \|$/gm)].map(([, line]) =>
    (line as string).split(" | ").map((cell) => cell.trim()),
  );
  const isRule = (cells: string[] | undefined) => /^-+$/.test(cells?.[0] ?? "");
  return lines.filter((cells, index) => !isRule(cells) && !isRule(lines[index + 1]));
}
