import { Members } from "../../cloud/contract";
import { isObject, Props } from "../rpc";

/** Where the API's member is not the property's name with a capital. */
const oddNames: readonly [string, string][] = [
  ["id", "ID"],
  ["sseAlgorithm", "SSEAlgorithm"],
  ["kmsMasterKeyId", "KMSMasterKeyID"],
  ["mfaDelete", "MFADelete"],
];
const memberOf = new Map(oddNames);
const propertyOf = new Map(oddNames.map(([property, member]) => [member, property]));

/** Properties as members of the API, all the way down. */
export function toMembers(value: Props): Members {
  return renamed(value, (key) => memberOf.get(key) ?? key.charAt(0).toUpperCase() + key.slice(1));
}

/** Members of the API as properties, all the way down. */
export function fromMembers(value: Members): Props {
  return renamed(value, (key) => propertyOf.get(key) ?? key.charAt(0).toLowerCase() + key.slice(1));
}

function renamed(value: Props, rename: (key: string) => string): Props {
  const change = (member: unknown): unknown => {
    if (Array.isArray(member)) return member.map(change);
    return isObject(member) && !(member instanceof Date) ? renamed(member, rename) : member;
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([key, member]) => [rename(key), change(member)]),
  );
}
