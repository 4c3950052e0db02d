import { AwsError } from "../contract";
import { badRequest } from "../guardduty/errors";
import { s3Error } from "../s3/bucket";
import type { Problem } from "./problems";

/** What a service answers to an input that its model does not allow. */
export function refusalOfInput(service: string, problems: Problem[]): AwsError {
  const refuse = Object.hasOwn(REFUSALS, service) ? REFUSALS[service] : undefined;
  return (refuse ?? coral("ValidationException"))(problems);
}

type Refuse = (problems: Problem[]) => AwsError;

/** The validation that most services share: every problem in one text, and bodies of other types apart. */
function coral(code: string): Refuse {
  return (problems) => {
    const [wrongType] = problems.filter(({ kind }) => kind === "type");
    if (wrongType !== undefined) {
      return new AwsError(
        "SerializationException",
        `${typeName(wrongType.value)} can not be converted to ${article(wrongType.shape.type)}`,
      );
    }
    const texts = problems.map(
      (problem) =>
        `Value ${valueText(problem)} at '${pathText(problem)}' failed to satisfy constraint: ${demand(problem)}`,
    );
    const count = `${texts.length} validation error${texts.length === 1 ? "" : "s"} detected`;
    return new AwsError(code, `${count}: ${texts.join("; ")}`);
  };
}

const REFUSALS: { [service: string]: Refuse } = {
  athena: coral("InvalidRequestException"),
  cloudwatch: coral("ValidationError"),
  glue: coral("InvalidInputException"),
  iam: coral("ValidationError"),
  logs: coral("InvalidParameterException"),
  organizations: coral("InvalidInputException"),
  sns: coral("ValidationError"),
  sts: coral("ValidationError"),
  guardduty: refuseGuardDuty,
  s3: refuseS3,
  sqs: refuseSqs,
};

/** Members that GuardDuty names when they are missing. */
const GUARDDUTY_MISSING: { [member: string]: Parameters<typeof badRequest>[0] } = {
  DestinationType: "noDestinationType",
  DestinationProperties: "noDestinationProperties",
};

/** What the JSON cannot be read as comes first. */
function refuseGuardDuty(problems: Problem[]): AwsError {
  const [{ kind, path, value, shape } = NO_PROBLEM] = problems;
  if (problems.some((one) => one.kind === "type" || one.kind === "enum")) {
    return badRequest("notJson");
  }
  if (path[0] === "MaxResults") return badRequest("maxResults");
  const { max = Infinity } = shape;
  if (kind === "length" && path.length === 1 && Array.isArray(value) && value.length > max) {
    const member = `${path[0]}`;
    return new AwsError(
      "BadRequestException",
      `The request failed because the length provided for the ${member.charAt(0).toLowerCase()}${member.slice(1)} array was ${value.length}. Max allowed length is ${max}.`,
    );
  }
  const missing = kind === "missing" ? GUARDDUTY_MISSING[path[0] as string] : undefined;
  return badRequest(missing ?? "outOfRange");
}

/** Members of the input itself travel as headers and parameters, what is in them in the body. */
function refuseS3([{ kind, path, value } = NO_PROBLEM]: Problem[]): AwsError {
  if (path.at(-1) === "LocationConstraint") {
    return new AwsError(
      "InvalidLocationConstraint",
      "The specified location-constraint is not valid",
    );
  }
  if (path.length > 1 || kind === "missing") return s3Error("MalformedXML");
  if (path[0] === "StorageClass") {
    return new AwsError("InvalidStorageClass", "The storage class you specified is not valid");
  }
  return new AwsError("InvalidArgument", `Argument ${path[0]} may not be ${String(value)}`);
}

function refuseSqs(problems: Problem[]): AwsError {
  const [{ kind, path, value } = NO_PROBLEM] = problems;
  const [name] = path;
  if (kind === "type") return coral("")(problems);
  if (kind === "missing") {
    return new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
  }
  if (name === "Attributes" || name === "AttributeNames") {
    return new AwsError("InvalidAttributeName", `Unknown Attribute ${String(value)}.`);
  }
  return new AwsError(
    "InvalidParameterValue",
    `Value ${String(value)} for parameter ${name} is invalid.`,
  );
}

const NO_PROBLEM: Problem = { kind: "unknown", path: [], value: undefined, shape: { type: "" } };

function demand({ kind, shape, value }: Problem): string {
  if (kind === "missing") return "Member must not be null";
  if (kind === "enum") return `Member must satisfy enum value set: [${shape.enum?.join(", ")}]`;
  if (kind === "pattern") {
    return `Member must satisfy regular expression pattern: ${shape.pattern}`;
  }
  const { min = -Infinity, max } = shape;
  const size = typeof value === "number" ? value : lengthOf(value);
  const bound = size < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`;
  return `Member must have ${kind} ${bound}`;
}

function lengthOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return value instanceof Uint8Array ? value.byteLength : Object.keys(value as object).length;
}

function valueText({ value }: Problem): string {
  if (value === null) return "null";
  return `'${typeof value === "object" ? JSON.stringify(value) : String(value)}'`;
}

/** As AWS writes members: `tags.1.member.key`. */
function pathText({ path }: Problem): string {
  return path.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join(".");
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "START_ARRAY";
  if (typeof value === "object") return "START_OBJECT";
  return typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : jsonName(value);
}

function jsonName(value: unknown): string {
  return typeof value === "number" ? "NUMBER_VALUE" : "STRING_VALUE";
}

function article(type: string): string {
  const name = type.charAt(0).toUpperCase() + type.slice(1);
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
