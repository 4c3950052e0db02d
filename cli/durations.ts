import { cannotRun } from "./cannotRun";

const UNITS: { [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `30s`, `15m`, `24h` or `7d`. Throws CannotRun for anything else. */
export function milliseconds(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const size = UNITS[unit ?? ""];
  if (size === undefined || Number(count) === 0) {
    throw cannotRun("durationInvalid", { option, got: text });
  }
  return Number(count) * size;
}

/** A duration in words. */
export function inWords(milliseconds: number): string {
  if (milliseconds < 1000) return "less than 1 s";
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}
