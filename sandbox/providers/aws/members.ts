import { Members } from "../../cloud/contract";
import { isObject, Props } from "../rpc";

/** Where the API's member is not the property's name with a capital. */
const oddNames: readonly [string, string][] = [
  ["id", "ID"],
  ["sseAlgorithm", "SSEAlgorithm"],
  ["kmsMasterKeyId", "KMSMasterKeyID"],
  ["mfaDelete", "MFADelete"],
  ["serDeInfo", "SerdeInfo"],
];
const memberOf = new Map(oddNames);
const propertyOf = new Map(oddNames.map(([property, member]) => [member, property]));

/** Whether a member of this name is a map, whose keys are the user's and not names of the API. */
type IsMap = (name: string) => boolean;

/** Properties as members of the API, all the way down. */
export function toMembers(value: Props, isMap: IsMap = () => false): Members {
  const rename = (key: string): string =>
    memberOf.get(key) ?? key.charAt(0).toUpperCase() + key.slice(1);
  return renamed(value, rename, isMap);
}

/** Members of the API as properties, all the way down. */
export function fromMembers(value: Members, isMap: IsMap = () => false): Props {
  const rename = (key: string): string =>
    propertyOf.get(key) ?? key.charAt(0).toLowerCase() + key.slice(1);
  return renamed(value, rename, isMap);
}

function renamed(value: Props, rename: (key: string) => string, isMap: IsMap): Props {
  const change = (member: unknown): unknown => {
    if (Array.isArray(member)) return member.map(change);
    return isObject(member) && !(member instanceof Date) ? renamed(member, rename, isMap) : member;
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([key, member]) => [rename(key), isMap(key) ? member : change(member)]),
  );
}
