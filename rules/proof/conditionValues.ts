import { arnSegments } from "../arn";
import { isInRange, toTime, UNDOCUMENTED_OF_SERVICE, type ConditionUse } from "../evaluator";
import { isTimeKey } from "./instants";

/** Keys whose values any caller chooses with the request, so that they restrict no caller. */
const CHOSEN =
  /^(aws:(useragent|referer|securetransport|currenttime|epochtime|requesttag\/.*|tagkeys|principaltag\/.*|username|principaltype|viaawsservice|calledvia|calledviafirst|calledvialast|multifactorauthpresent|multifactorauthage|tokenissuetime|requestedregion|vpcsourceip)|s3:(x-amz-.*|prefix|delimiter|max-keys|versionid|authtype|signatureversion|signatureage|tlsversion|object-lock-.*|requestobjecttag.*|if-none-match|if-match|accesspointnetworkorigin)|kms:(encryptioncontext.*|viaservice|grant.*|granteeprincipal|retiringprincipal|encryptionalgorithm|bypasspolicylockoutsafetycheck|schedulekeydeletionpendingwindowindays|reencryptonsamekey|requestalias|datakeypairspec))$/;

/** Keys whose values say where a request comes from, or for whom a service makes it. */
const BINDING =
  /^(aws:(sourceip|sourcevpc|sourcevpce|sourcevpcarn|vpceaccount|vpceorgid|vpceorgpaths|principalorgid|principalorgpaths|userid|federatedprovider|sourceaccount|sourcearn|sourceowner|sourceorgid|sourceorgpaths)|s3:dataaccesspoint(account|arn))$/;

/** The keys that bind a service to those for whom it acts. */
export const SOURCE_KEYS: readonly string[] = [
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
];

const SERVICE_CONTEXT = "kms:encryptioncontext:";

/** Whether a key binds a service to those for whom it acts. */
export function bindsService(key: string): boolean {
  const name = key.toLowerCase();
  return SOURCE_KEYS.includes(name) || name.startsWith(SERVICE_CONTEXT);
}

export type KeyKind = "chosen" | "binding" | "ofService" | "other";

/** How far a caller decides the value of a condition key; the name in lower case. */
export function kindOf(key: string, isService: boolean): KeyKind {
  // Services set it themselves, and name in it for what they act: a trail, a log group.
  if (isService && key.startsWith(SERVICE_CONTEXT)) return "binding";
  if (isService && UNDOCUMENTED_OF_SERVICE.includes(key)) return "ofService";
  if (CHOSEN.test(key)) return "chosen";
  return BINDING.test(key) ? "binding" : "other";
}

/** The value of a key that a request does not have. */
export const ABSENT = Symbol("absent");
export type Value = string | typeof ABSENT;

/** Values of a key that the caller chooses: enough that some satisfy each condition on it that can be satisfied. */
export function chosenValues(key: string, uses: ConditionUse[], now: string): Value[] {
  const named = uses.flatMap((use) => use.values.flatMap((value) => instances(use, value)));
  const values = [...new Set<Value>([ABSENT, ...named, ...fresh(key, uses)])];
  if (!isTimeKey(key)) return values;
  // What is past does not come again.
  const times = [now, ...named].map((value) => toTime(value) ?? NaN);
  const to = times.filter((time) => time >= Date.parse(now));
  return to.map((time) =>
    key === "aws:epochtime" ? String(Math.floor(time / 1000)) : new Date(time).toISOString(),
  );
}

/** Values that a caller from outside may have for a key that binds: no exact value that a condition names. */
export function outsideValues(key: string, uses: ConditionUse[]): Value[] {
  const open = uses.flatMap((use) =>
    use.values.filter((value) => isOpen(use, value)).flatMap((value) => instances(use, value)),
  );
  return [...new Set<Value>([...open, ...fresh(key, uses), ABSENT])];
}

/** Values for a key of which no caller has one that a condition names. */
export function unlistedValues(key: string, uses: ConditionUse[]): Value[] {
  return [...fresh(key, uses), ABSENT];
}

/** Whether a condition's value takes values of callers that it does not spell out. */
export function isOpen({ key, operator }: ConditionUse, value: string): boolean {
  if (key === "aws:sourceip") return isBroad(value);
  if (!takesWildcards(operator) || !/[*?]/.test(value)) return false;
  if (key.endsWith("arn")) {
    const segments = arnSegments(value);
    // An account that is spelled out binds, whatever the rest.
    return segments.length < 6 || !/^\d{12}$/.test(segments[4] as string);
  }
  if (key.endsWith("orgpaths")) return /[*?]/.test(value.split("/")[0] as string);
  if (key === "aws:userid") return /^[^:]*[*?]/.test(value);
  return true;
}

function takesWildcards(operator: string): boolean {
  return /^(stringlike|stringnotlike|arn.*)$/.test(operator);
}

/** S3 takes wider ranges for public, too. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function isBroad(range: string): boolean {
  const [address = "", bits] = range.split("/");
  return bits !== undefined && Number(bits) < (address.includes(":") ? 32 : 8);
}

/** This value and its neighbours, of which some satisfy the operator. */
export function instances({ key, operator }: ConditionUse, value: string): string[] {
  if (operator.startsWith("numeric")) {
    const number = Number(value);
    return [value, String(number - 1), String(number + 1)];
  }
  if (operator.startsWith("date")) {
    const time = /^\d{5,}$/.test(value) ? Number(value) * 1000 : Date.parse(value);
    if (Number.isNaN(time)) return [];
    return [time - 1000, time, time + 1000].map((at) => new Date(at).toISOString());
  }
  if (operator === "bool") return ["true", "false"];
  if (operator === "null") return [];
  if (operator.endsWith("ipaddress")) return [value.split("/")[0] as string];
  if (!takesWildcards(operator) || !/[*?]/.test(value)) return [value];
  if (ACCOUNT_KEY.test(key)) return [accountMatching(value)];
  const segments = arnSegments(value);
  if (key.endsWith("arn") && segments.length === 6) {
    const account = accountMatching(segments[4] as string);
    return ["x", ""].map((any) =>
      segments.map((one, at) => (at === 4 ? account : filled(one, any))).join(":"),
    );
  }
  return ["x", ""].map((any) => filled(value, any));
}

const ACCOUNT_KEY = /account$|sourceowner$/;

function filled(pattern: string, any: string): string {
  return pattern.replaceAll("?", "x").replaceAll("*", any);
}

/** An account id that matches a pattern: its wildcards filled to twelve digits. */
export function accountMatching(pattern: string): string {
  const length = pattern.replaceAll("*", "").length;
  return pattern
    .replaceAll("?", "0")
    .replace("*", "0".repeat(Math.max(0, 12 - length)))
    .replaceAll("*", "");
}

const ADDRESSES = ["192.0.2.1", "198.51.100.1", "203.0.113.1", "8.8.8.8", "2001:db8::1"];

/** Values that no condition on the key names. */
function fresh(key: string, uses: ConditionUse[]): string[] {
  if (key === "aws:sourceip") {
    const ranges = uses.flatMap(({ values }) => values).filter((range) => !isBroad(range));
    return ADDRESSES.filter((one) => !ranges.some((range) => isInRange(range, one))).slice(0, 1);
  }
  if (uses.some(({ operator }) => operator === "bool")) return ["true", "false"];
  if (/orgid$/.test(key)) return ["o-unlisted00"];
  if (/orgpaths$/.test(key)) return ["o-unlisted00/r-0000/ou-0000-00000000/"];
  if (ACCOUNT_KEY.test(key)) return [unlistedAccount(uses.flatMap(({ values }) => values))];
  return ["unlisted"];
}

/** An account id that is none of these. */
export function unlistedAccount(named: readonly string[]): string {
  const ids = [..."9876543210"].map((digit) => digit.repeat(12));
  return ids.find((id) => !named.some((one) => one.includes(id))) ?? "987654321098";
}
