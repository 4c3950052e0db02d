import { nameOf, WAYS } from "../silence/ways";
import { watchedExport } from "../silence/world";
import { random } from "./random";
import type { Trial } from "./trial";

const MOST = 4;

/** A combination of ways to silence an export: neither `status` nor the health check may find the export healthy. */
export async function silenceTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const count = 1 + Math.floor(next() * MOST);
  const shuffled = WAYS.map((way) => ({ way, at: next() })).sort((one, other) => one.at - other.at);
  const chosen = shuffled.slice(0, count).map(({ way }) => way);
  const unlocked = chosen.some((way) => way.unlocked);
  const target = await watchedExport({ unlocked });
  const applied: typeof chosen = [];
  const problems: string[] = [];
  try {
    for (const way of chosen) {
      // What an earlier way has taken away refuses a later one.
      const done = await way.silence(target).then(
        () => true,
        () => false,
      );
      if (done) applied.push(way);
    }
    // A failing export shows with the next finding.
    const lost = await target.lost();
    for (const check of ["status", "health"] as const) {
      const { verdict, ids } = await target[check]();
      const columns = applied.flatMap((way) => {
        const column = way[check];
        return "because" in column ? [] : [column];
      });
      const isWell = columns.every((column) => column.verdict === "healthy");
      // What one way hides of another is not checked.
      if (verdict === "healthy" && !isWell) problems.push(`${check} is healthy`);
      if (columns.length > 0 && ids.length === 0) problems.push(`${check} has no finding`);
    }
    return { what: { ways: chosen.map(nameOf), applied: applied.map(nameOf), lost }, problems };
  } finally {
    await target.close();
  }
}
