import { parseArn } from "../arn";
import type { HealthFinding } from "../health/types";
import type { KindOfList } from "./choices";
import { KINDS } from "./kinds";

/** A list of IP addresses, and the account that the bucket of its file has to belong to. */
export interface OwnedList {
  kind: KindOfList;
  region: string;
  detectorId: string;
  listId: string;
  /** 12 digits: that of the detector. */
  accountId: string;
}

/** A list whose bucket may change hands: GuardDuty was not given the account that has to own it. */
export interface ListOwnerNotVerified extends OwnedList {
  id: "listOwnerNotVerified";
  /** A warning where the credentials of the program's provider are not known; an error where they are. */
  severity: "warning" | "error";
  cause: HealthFinding;
}

/** By the type in the ARN of a list. */
const BY_TYPE: { [type: string]: KindOfList } = Object.fromEntries(
  ipListKinds().map((kind) => [kind.toLowerCase(), kind]),
);

/** The list of IP addresses of an ARN, with the account that it is in; undefined: it is none. */
export function listOfArn(arn: unknown): OwnedList | undefined {
  const { region, accountId, resource } = (typeof arn === "string" && parseArn(arn)) || {};
  const [, detectorId, type = "", listId] = resource?.split("/") ?? [];
  const kind = BY_TYPE[type];
  if (!region || !accountId || !detectorId || !listId || kind === undefined) return undefined;
  return { kind, region, detectorId, listId, accountId };
}

/** The kinds of lists whose owner the provider does not set. */
export function ipListKinds(): KindOfList[] {
  return (Object.keys(KINDS) as KindOfList[]).filter((kind) => !KINDS[kind].domains);
}
