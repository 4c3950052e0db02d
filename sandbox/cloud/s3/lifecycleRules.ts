import { AwsError, type Members } from "../contract";
import { s3Error } from "./bucket";

const MOST_RULES = 1000;
const LONGEST_ID = 255;
/** Classes that objects move to after 30 days at the earliest. */
const INFREQUENT_ACCESS = ["STANDARD_IA", "ONEZONE_IA"];
const ACTIONS = [
  "Expiration",
  "NoncurrentVersionExpiration",
  "AbortIncompleteMultipartUpload",
  "Transitions",
  "NoncurrentVersionTransitions",
];

/**
 * Throws S3's refusal of lifecycle rules.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function requireLifecycleRules(rules: Members[] | undefined): void {
  if (rules === undefined || rules.length === 0 || rules.length > MOST_RULES) throw malformed();
  for (const rule of rules) {
    requireShape(rule);
    requireExpiration(rule);
    requireTransitions(rule);
    requireNoncurrent(rule);
    requireUploads(rule);
  }
  const ids = rules.flatMap(({ ID }) => ID ?? []);
  if (new Set(ids).size < ids.length) {
    throw invalid("RuleId must be unique. Found same ID for more than one rule");
  }
}

function requireShape(rule: Members): void {
  const { ID, Status, Filter, Prefix } = rule;
  const { And, ...single } = Filter ?? {};
  const { Tags = [], ...others } = And ?? {};
  const isWhole =
    ["Enabled", "Disabled"].includes(Status) &&
    (Filter === undefined) !== (Prefix === undefined) &&
    Object.keys(Filter ?? {}).length <= 1 &&
    (And === undefined || Object.keys(others).length + Tags.length >= 2) &&
    ACTIONS.some((action) => rule[action] !== undefined);
  if (!isWhole) throw malformed();
  if (String(ID ?? "").length > LONGEST_ID) {
    throw invalid(`ID length should not exceed allowed limit of ${LONGEST_ID}`);
  }
  const above = single.ObjectSizeGreaterThan ?? others.ObjectSizeGreaterThan ?? 0;
  const below = single.ObjectSizeLessThan ?? others.ObjectSizeLessThan ?? Infinity;
  if (above < below) return;
  throw new AwsError(
    "InvalidRequest",
    "'ObjectSizeGreaterThan' should be less than 'ObjectSizeLessThan'",
  );
}

function requireExpiration(rule: Members): void {
  const { Expiration: expiration } = rule;
  if (expiration === undefined) return;
  const { Days, Date: date, ExpiredObjectDeleteMarker: marker } = expiration;
  if ([Days, date, marker].filter((one) => one !== undefined).length !== 1) throw malformed();
  if (Days !== undefined) requirePositive(Days, "Days", "Expiration");
  requireMidnight(date);
  if (marker !== undefined && hasTags(rule)) {
    throw new AwsError(
      "InvalidRequest",
      "ExpiredObjectDeleteMarker cannot be specified with Tags.",
    );
  }
}

function requireTransitions(rule: Members): void {
  const transitions = (rule["Transitions"] ?? []) as Members[];
  const { Expiration: expiration = {} } = rule;
  for (const { Days, Date: date, StorageClass } of transitions) {
    if ((Days === undefined) === (date === undefined) || StorageClass === undefined) {
      throw malformed();
    }
    if (Days < 0) throw invalid("'Days' in Transition action must be nonnegative");
    requireMidnight(date);
    if (INFREQUENT_ACCESS.includes(StorageClass) && Days < 30) {
      throw invalid(
        `'Days' in Transition action must be greater than or equal to 30 for storageClass '${StorageClass}'`,
      );
    }
  }
  const classes = transitions.map(({ StorageClass }) => StorageClass);
  if (new Set(classes).size < classes.length) {
    throw new AwsError(
      "InvalidRequest",
      `'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '${filterText(rule)}'`,
    );
  }
  const timed = [...transitions, ...(rule["Expiration"] === undefined ? [] : [expiration])];
  const units = ["Days", "Date"].filter((unit) => timed.some((one) => one[unit] !== undefined));
  if (transitions.length > 0 && units.length > 1) {
    throw new AwsError(
      "InvalidRequest",
      `Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '${filterText(rule)}'`,
    );
  }
  requireOrder(rule, transitions);
  for (const unit of units) {
    const last = Math.max(...transitions.map((one) => Number(one[unit])));
    if (expiration[unit] === undefined || Number(expiration[unit]) > last) continue;
    const relation = unit === "Days" ? "greater" : "later";
    throw invalid(
      `'${unit}' in the Expiration action for filter '${filterText(rule)}' must be ${relation} than '${unit}' in the Transition action`,
    );
  }
}

/** Classes from warm to cold, with the days for which S3 keeps objects in each at least. */
const CLASSES = new Map([
  ["STANDARD_IA", 30],
  ["INTELLIGENT_TIERING", 1],
  ["ONEZONE_IA", 30],
  ["GLACIER_IR", 90],
  ["GLACIER", 90],
  ["DEEP_ARCHIVE", 180],
]);

/** Objects move to colder classes alone, after the least days of the class before. */
function requireOrder(rule: Members, transitions: Members[]): void {
  const order = [...CLASSES.keys()];
  const byClass = [...transitions]
    .filter(({ Days }) => Days !== undefined)
    .sort(
      (one, other) => order.indexOf(one["StorageClass"]) - order.indexOf(other["StorageClass"]),
    );
  byClass.slice(1).forEach(({ Days, StorageClass }, index) => {
    const before = byClass[index]!;
    const least = CLASSES.get(before["StorageClass"]) ?? 1;
    if (Days >= before["Days"] + least) return;
    const filter = filterText(rule);
    throw invalid(
      `'Days' in the 'Transition' action for StorageClass '${StorageClass}' for filter '${filter}' must be ${least} days more than 'filter '${filter}'' in the 'Transition' action for StorageClass '${before["StorageClass"]}'`,
    );
  });
}

function requireNoncurrent(rule: Members): void {
  const expiration: Members | undefined = rule["NoncurrentVersionExpiration"];
  const { NoncurrentDays: days, NewerNoncurrentVersions: newer } = expiration ?? {};
  const action = "NoncurrentVersionExpiration";
  if (expiration !== undefined && days === undefined) throw malformed();
  if (days !== undefined) requirePositive(days, "NoncurrentDays", action);
  if (newer !== undefined && !(newer >= 1 && newer <= 100)) {
    throw invalid(`'NewerNoncurrentVersions' for ${action} action must be a positive integer`);
  }
  for (const transition of (rule["NoncurrentVersionTransitions"] ?? []) as Members[]) {
    const { NoncurrentDays, StorageClass } = transition;
    if (NoncurrentDays === undefined || StorageClass === undefined) throw malformed();
    if (INFREQUENT_ACCESS.includes(StorageClass) && NoncurrentDays < 30) {
      throw invalid(
        `'NoncurrentDays' in NoncurrentVersionTransition action must be greater than or equal to 30 for storageClass '${StorageClass}'`,
      );
    }
    if (days === undefined || days > NoncurrentDays) continue;
    throw invalid(
      `'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '${filterText(rule)}' must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action`,
    );
  }
}

function requireUploads(rule: Members): void {
  const abort: Members | undefined = rule["AbortIncompleteMultipartUpload"];
  if (abort === undefined) return;
  const name = "AbortIncompleteMultipartUpload";
  if (abort["DaysAfterInitiation"] === undefined) throw malformed();
  requirePositive(abort["DaysAfterInitiation"], "DaysAfterInitiation", name);
  if (hasTags(rule)) {
    throw new AwsError("InvalidRequest", `${name} cannot be specified with Tags.`);
  }
  if (hasSizes(rule)) {
    throw new AwsError("InvalidRequest", `${name} cannot be specified with ObjectSize.`);
  }
}

function hasTags({ Filter = {} }: Members): boolean {
  return Filter.Tag !== undefined || (Filter.And?.Tags ?? []).length > 0;
}

function hasSizes({ Filter = {} }: Members): boolean {
  return [Filter, Filter.And ?? {}].some(
    (one) => one.ObjectSizeGreaterThan !== undefined || one.ObjectSizeLessThan !== undefined,
  );
}

function requirePositive(value: number, member: string, action: string): void {
  if (value < 1) throw invalid(`'${member}' for ${action} action must be a positive integer`);
}

function requireMidnight(date: unknown): void {
  if (date === undefined || new Date(date as string).getTime() % 86_400_000 === 0) return;
  throw invalid("'Date' must be at midnight GMT");
}

/** A filter as S3's texts name it. */
function filterText({ Filter, Prefix }: Members): string {
  const { And, ...single } = Filter ?? {};
  if (Filter !== undefined && Object.keys(Filter).length === 0) return "()";
  return `(prefix=${Prefix ?? And?.Prefix ?? single.Prefix ?? ""})`;
}

function malformed(): AwsError {
  return s3Error("MalformedXML");
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidArgument", message);
}
