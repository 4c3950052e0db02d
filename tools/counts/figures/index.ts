import { readFileSync } from "node:fs";
import * as path from "node:path";

import { figuresIn } from "./extract";
import { OF_OTHERS } from "./others";
import { OF_THE_PRODUCT } from "./product";
import type { FigureSource } from "./source";

export { figuresIn, hasFigures } from "./extract";

const ROOT = path.resolve(__dirname, "../../..");

/** Each figure of README and docs has one of these; an entry that no document needs is an error. */
export const FIGURE_SOURCES: FigureSource[] = [...OF_THE_PRODUCT, ...OF_OTHERS];

/** Where a figure of a document comes from: none, where nothing says so. */
export function sourcesOf(file: string, figure: string): FigureSource[] {
  return FIGURE_SOURCES.filter(
    ({ figures, in: documents }) =>
      (documents === undefined || documents.test(file)) &&
      (Array.isArray(figures)
        ? figures.some((one) => one.toLowerCase() === figure.toLowerCase())
        : figures.test(figure)),
  );
}

/** Figures of documents that have no source: `<file>: <figure>`, in order. */
export const figuresWithoutSource = (files: string[]): string[] =>
  files.flatMap((file) =>
    figuresIn(readFileSync(path.join(ROOT, file), "utf8"))
      .filter((figure) => sourcesOf(file, figure).length === 0)
      .map((figure) => `${file}: ${figure}`),
  );
