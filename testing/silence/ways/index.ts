import { BUCKET } from "./bucket";
import { GUARDDUTY } from "./guardduty";
import { OF_HEALTH } from "./health";
import { KEY } from "./key";
import { MEMBERS } from "./members";
import { READERS } from "./readers";
import type { Way } from "./way";

export { nameOf } from "./way";
export type { Not, Reported, Way } from "./way";
export { WITHOUT_MESSAGE, WITHOUT_ROW } from "./withoutRow";

/** Every way, one row for each. */
export const WAYS: readonly Way[] = [
  ...GUARDDUTY,
  ...MEMBERS,
  ...BUCKET,
  ...KEY,
  ...READERS,
  ...OF_HEALTH,
];
