/** A truth value that may be open. */
export type Truth = boolean | "unknown";

/** Kleene's three-valued logic: an unknown part leaves the whole unknown only where it could turn it. */
export function not(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : !truth;
}

/** False as soon as one is false, true only when all are. */
export function every<T>(items: Iterable<T>, truthOf: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const truth = truthOf(item);
    if (truth === false) return false;
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

/** True when all are; those after a false one are not asked for. */
export function allOf(...truths: (() => Truth)[]): Truth {
  return every(truths, (truth) => truth());
}

/** True as soon as one is true, false only when all are. */
export function some<T>(items: Iterable<T>, truthOf: (item: T) => Truth): Truth {
  return not(every(items, (item) => not(truthOf(item))));
}
