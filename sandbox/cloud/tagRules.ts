import { AwsError, type Members, operationParts } from "./contract";

/** What a service answers to tags that it does not take. */
interface TagRefusals {
  /** Keys that begin with `aws:`. */
  reserved: [code: string, message: string];
  /** A key twice; none for services whose tags are a map. */
  duplicate?: [code: string, message: string];
  /** More tags than a resource may have. */
  tooMany: [code: string, message: string, statusCode?: number];
  /** Defaults to 50. */
  most?: number;
  /** Keys that differ in case alone are the same. */
  ignoresCase?: true;
  /** A key or a value that is too long or has characters that tags do not have; none where the service's model has it. */
  malformed?: (part: "Key" | "Value") => [code: string, message: string];
}

const RESERVED = "aws: prefixed tag key names are not allowed for external use.";
const MOST_TAGS = 50;

/**
 * By service. Texts of `RESERVED` and of tags that are too many are UNVERIFIED but for S3, KMS, IAM and SNS.
 * Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
const REFUSALS: { [service: string]: TagRefusals } = {
  athena: refusals("InvalidRequestException"),
  cloudwatch: refusals("InvalidParameterValue"),
  events: refusals("ValidationException", "LimitExceededException"),
  glue: refusals("InvalidInputException"),
  guardduty: refusals("BadRequestException"),
  iam: {
    ...refusals("InvalidInput"),
    duplicate: [
      "InvalidInput",
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    ],
    tooMany: ["LimitExceeded", "The number of tags has reached the maximum limit.", 409],
    ignoresCase: true,
  },
  kms: {
    reserved: ["TagException", "Tags beginning with aws: are reserved"],
    duplicate: ["TagException", "Duplicate tag keys"],
    tooMany: ["TagException", "Too many tags"],
  },
  lambda: refusals("InvalidParameterValueException"),
  logs: refusals("InvalidParameterException", "TooManyTagsException"),
  s3: {
    reserved: ["InvalidTag", "System tags cannot be added/updated by requester"],
    duplicate: ["InvalidTag", "Cannot provide multiple Tags with the same key"],
    tooMany: ["BadRequest", "Bucket tag count cannot be greater than 50"],
    malformed: malformedS3,
  },
  "s3:Object": {
    reserved: ["InvalidTag", "Your TagKey cannot be prefixed with aws:"],
    duplicate: ["InvalidTag", "Cannot provide multiple Tags with the same key"],
    tooMany: ["BadRequest", "Object tags cannot be greater than 10"],
    most: 10,
    malformed: malformedS3,
  },
  sns: {
    reserved: ["InvalidParameter", `Invalid parameter: Tag Reason: ${RESERVED}`],
    duplicate: ["InvalidParameter", "Invalid parameter: Duplicated keys are not allowed."],
    tooMany: ["TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded"],
  },
  sqs: refusals("InvalidParameterValue"),
};

function refusals(code: string, tooMany = code): TagRefusals {
  return {
    reserved: [code, RESERVED],
    duplicate: [code, "Duplicate tag keys found."],
    tooMany: [tooMany, `A resource has ${MOST_TAGS} tags at most.`],
  };
}

function malformedS3(part: "Key" | "Value"): [code: string, message: string] {
  return ["InvalidTag", `The Tag${part} you have provided is invalid`];
}

/** Operations and services whose tags are those of another one. */
const SHARED: { [name: string]: string } = {
  "s3:PutObject": "s3:Object",
  "s3:PutObjectTagging": "s3:Object",
  s3control: "s3",
};

/** Throws a service's refusal of the tags of an input. */
export function requireValidTags(operation: string, input: Members): void {
  const shared = SHARED[operation];
  const refusal = refusalsOf(shared ?? operationParts(operation).service);
  const lists = tagsIn(input);
  if (refusal === undefined) return;
  for (const tags of lists) {
    const keys = tags.map(([key]) => key);
    if (keys.some((key) => /^aws:/i.test(key))) throw new AwsError(...refusal.reserved);
    const compared = keys.map((key) => (refusal.ignoresCase ? key.toLowerCase() : key));
    if (new Set(compared).size < compared.length && refusal.duplicate) {
      throw new AwsError(...refusal.duplicate);
    }
    if (keys.length > (refusal.most ?? MOST_TAGS)) throw new AwsError(...refusal.tooMany);
    const part = malformedPart(tags);
    if (part && refusal.malformed) throw new AwsError(...refusal.malformed(part));
  }
}

const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging.html */
function malformedPart(tags: [key: string, value: string][]): "Key" | "Value" | undefined {
  const fits = (text: string, longest: number) => text.length <= longest && CHARACTERS.test(text);
  if (tags.some(([key]) => key === "" || !fits(key, LONGEST_KEY))) return "Key";
  return tags.some(([, value]) => !fits(value, LONGEST_VALUE)) ? "Value" : undefined;
}

/** Adds tags to those of a resource, as far as it may have as many. */
export function addTags(
  service: string,
  tags: { [key: string]: string },
  added: { [key: string]: string },
): void {
  const refusal = refusalsOf(service);
  const count = Object.keys({ ...tags, ...added }).length;
  if (refusal !== undefined && count > MOST_TAGS) throw new AwsError(...refusal.tooMany);
  Object.assign(tags, added);
}

function refusalsOf(service: string): TagRefusals | undefined {
  const name = SHARED[service] ?? service;
  return Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined;
}

const MEMBERS = ["Tags", "tags", "TagsToAdd"];

/** The tags of a call to a resource, as condition keys. Those of an object of S3 are none. */
export function requestTagKeys(input: Members): { [key: string]: string | string[] } {
  const lists = [...MEMBERS.map((member) => input[member]), bucketTags(input)];
  const tags = lists.flatMap(entriesOf);
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    "aws:TagKeys": tags.map(([key]) => key),
  };
}

/** The tags of each list or map in an input, and of the header of an object. */
function tagsIn(input: Members): [key: string, value: string][][] {
  const { Tagging } = input;
  const found: unknown[] = MEMBERS.map((member) => input[member]);
  found.push(bucketTags(input), (Tagging as Members | undefined)?.["TagSet"]);
  const header = typeof Tagging === "string" ? [...new URLSearchParams(Tagging)] : [];
  return [...found.map(entriesOf), header];
}

function bucketTags({ CreateBucketConfiguration }: Members): unknown {
  return (CreateBucketConfiguration as Members | undefined)?.["Tags"];
}

function entriesOf(tags: unknown): [key: string, value: string][] {
  if (typeof tags !== "object" || tags === null) return [];
  if (!Array.isArray(tags)) return Object.entries(tags as { [key: string]: string });
  return tags.map((tag: Members) => [
    String(tag["Key"] ?? tag["TagKey"]),
    String(tag["Value"] ?? tag["TagValue"]),
  ]);
}
