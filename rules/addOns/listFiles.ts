import { isRecord } from "../args/unchecked";
import type { ListFileCause } from "../lists/fileCause";
import type { Problem } from "../problems";
import { problem, propertyPath, remove, setLike, toDo } from "../problems";
import type { Args } from "./types";

/** Reads a file by its path from the folder of the project. */
export type ReadListFile = (
  file: string,
) => { text: string; cause?: undefined } | { text?: undefined; cause: ListFileCause };

/** A configuration with the entries of files in place of their paths. */
export interface ReadLists<Values> {
  values: Values;
  /** The files that could not be read. */
  problems: Problem[];
  /** Property path of the entries of a list -> path of their file. */
  files: ReadonlyMap<string, string>;
}

/** Reads the files of `lists`. A list whose file could not be read is left out: all that is wrong with it is reported. */
export function withListFiles<Values extends Args>(
  values: Values,
  read: ReadListFile,
): ReadLists<Values> {
  const lists = values["lists"];
  if (!isRecord(lists)) return { values, problems: [], files: new Map() };
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  const complete = Object.entries(lists).flatMap(([name, list]) => {
    if (!isRecord(list) || typeof list["file"] !== "string") return [[name, list] as const];
    const { file, ...rest } = list as { file: string };
    const [path, at] = ["entries", "file"].map((key) => propertyPath(["lists", name, key])) as [
      string,
      string,
    ];
    if ("entries" in rest) {
      problems.push(problem("listFileAndEntries", at, remove(path)));
      return [];
    }
    const { text, cause } = isInside(file) ? read(file) : { cause: "outside" as const };
    if (text === undefined) {
      const fix =
        cause === "outside" ? setLike(at, `lists/${name}.txt`) : toDo("correctListFile", { file });
      problems.push(problem("listFileNotRead", at, fix, { file, cause }));
      return [];
    }
    files.set(path, file);
    return [[name, { ...rest, entries: text.split(/\r?\n/) }] as const];
  });
  return { values: { ...values, lists: Object.fromEntries(complete) }, problems, files };
}

/** Whether a path stays in the folder of the project. */
function isInside(file: string): boolean {
  return file !== "" && !/^([/\\]|[A-Za-z]:)/.test(file) && !file.split(/[/\\]/).includes("..");
}

/** Problems of entries as those of the files that have them, by line. */
export function problemsOfFiles(
  problems: readonly Problem[],
  files: ReadLists<Args>["files"],
): Problem[] {
  return problems.map((one) => {
    const [, path = one.path, index] =
      /^(.*\.entries|.*\["entries"\])\[(\d+)\]$/.exec(one.path) ?? [];
    const file = files.get(path);
    if (file === undefined) return one;
    const line = index === undefined ? {} : { line: Number(index) + 1 };
    const { first } = one.values as { first?: string };
    const firstLine = /\[(\d+)\]$/.exec(first ?? "")?.[1];
    const values =
      firstLine === undefined
        ? one.values
        : { ...one.values, first: `line ${Number(firstLine) + 1} of ${file}` };
    const at = path.replace(/entries("\])?$/, "file$1");
    return { ...one, path: at, values, fix: toDo("correctListFile", { file, ...line }) } as Problem;
  });
}
