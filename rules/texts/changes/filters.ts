import { filterPath } from "../filters";
import type { Texts } from "./texts";

/** What happens to filters. */
export const FILTERS = {
  filterAdded: ({ filter, risk }) =>
    `${filterPath(filter)} is added${risk ? ": findings that it matches are no longer exported" : ""}`,
  filterRemoved: ({ filter, stays, archived }) => {
    const removed = `${filterPath(filter)} is removed`;
    if (stays) return `${removed}: the filter stays in GuardDuty`;
    return archived
      ? `${removed}: new findings that it matched are exported again, except where the filter was adopted and stays`
      : removed;
  },
  suppressionWidened: ({ filter }) =>
    `${filterPath(filter)} can archive more findings than before: they are no longer exported`,
} satisfies Partial<Texts>;
