/** Where a figure of the documents comes from. */
export type Source =
  /** A text in a file of the code or of the tests, which changes with the figure. */
  | { file: string; has: string }
  /** A page of AWS or of a vendor. */
  | { page: string }
  /** What measured it, and where it can be measured again. */
  | { measured: string }
  /** Why it needs no source. */
  | { because: string };

export type FigureSource = Source & {
  figures: string[] | RegExp;
  /** Documents whose figures these are. Defaults to each. */
  in?: RegExp;
};
