import Table from "cli-table3";

import type { Spread } from "./rounds";

/** One line of the report. */
export interface Row {
  what: string;
  measured: string;
  /** Empty when there is none. */
  target?: string;
  met?: boolean;
  /** The figures behind it. */
  medians: string;
  /** Printed below the table. */
  note?: string;
}

/** A target that a number must not pass, or must reach. */
export type Target = { atMost: number } | { atLeast: number };

/** A ratio, against its target where it has one. The median decides. */
export function ratioRow(
  what: string,
  ratio: Spread,
  target: Target | undefined,
  medians: string,
): Row {
  const { median, low, high } = ratio;
  const measured = `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  const verdict = target && judged(median, target, (bound) => bound.toFixed(2));
  return { what, measured, medians, ...verdict };
}

export function judged(value: number, target: Target, shown: (bound: number) => string) {
  return "atMost" in target
    ? { target: `<= ${shown(target.atMost)}`, met: value <= target.atMost }
    : { target: `>= ${shown(target.atLeast)}`, met: value >= target.atLeast };
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

export function table(rows: Row[]): string {
  const plain = new Table({
    style: { head: [], border: [], compact: true },
    head: ["What", "Measured", "Target", "Met", "Medians"],
  });
  for (const { what, measured, target = "", met, medians } of rows) {
    plain.push([what, measured, target, met === undefined ? "" : met ? "yes" : "NO", medians]);
  }
  return plain.toString();
}
