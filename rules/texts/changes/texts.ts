import type { Change, ChangeId } from "../../changes";

/** What a change does, as a clause, for some of the changes. */
export type Texts = { [Id in ChangeId]: (change: Extract<Change, { id: Id }>) => string };

export const NOT_EXPORTED = "findings are no longer exported";
