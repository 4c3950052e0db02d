import { componentNameProblems } from "./args/componentName";
import { RESERVED_BUCKET_PREFIXES } from "./args/fields";
import { GENERATED_LENGTH } from "./generatedNames";
import type { Fix, Problem } from "./problems";
import { problem, setLike } from "./problems";
import type { ResourceIdentity } from "./resources";
import { awsType } from "./resources";

/** What a name of AWS is made of, for a resource that is named after its component. */
interface NameLimit {
  /** The resource in AWS's words. */
  kind: string;
  /** Characters that the whole name may have. */
  maximum: number;
  /** Characters that Pulumi's provider puts before the logical name and behind it. */
  appended: number;
}

const named = (kind: string, maximum: number, more = 0): NameLimit => ({
  ...{ kind, maximum, appended: GENERATED_LENGTH + more },
});

/**
 * The types whose names in AWS are made from the logical name, with the narrower of AWS's limit and the provider's.
 * Sources: the API reference of each service; `AutoName` of the provider.
 */
export const NAME_LIMITS: { [type: string]: NameLimit } = {
  [awsType("iam", "Role")]: named("IAM role", 64),
  [awsType("iam", "RolePolicy")]: named("IAM role policy", 128),
  [awsType("iam", "User")]: named("IAM user", 64),
  [awsType("iam", "UserPolicy")]: named("IAM user policy", 128),
  [awsType("sqs", "Queue")]: named("SQS queue", 80),
  [awsType("sns", "Topic")]: named("SNS topic", 80),
  [awsType("kms", "Alias")]: named("KMS alias", 238, "alias/".length),
  [awsType("s3", "Bucket")]: named("S3 bucket", 63),
  [awsType("lambda", "Function")]: named("Lambda function", 64),
  [awsType("scheduler", "Schedule")]: named("EventBridge schedule", 64),
  [awsType("cloudwatch", "EventRule")]: named("EventBridge rule", 64),
  [awsType("cloudwatch", "EventBus")]: named("EventBridge bus", 255),
  [awsType("cloudwatch", "LogGroup")]: named("CloudWatch log group", 512),
  [awsType("cloudwatch", "MetricAlarm")]: named("CloudWatch alarm", 255),
  [awsType("athena", "Workgroup")]: named("Athena workgroup", 128),
  [awsType("athena", "NamedQuery")]: named("Athena named query", 128),
};

/** A name that a component gives a resource itself: Pulumi appends nothing. */
export interface GivenName {
  /** Logical name of the resource. */
  resource: string;
  /** Its name in AWS. */
  name: string;
}

/** A name of the arguments that names of resources have behind the component's. */
export interface NamePart {
  /** Property path. */
  path: string;
  name: string;
  /** Logical names of the resources. */
  resources: readonly string[];
  /** What gives it another name. Defaults to setting the property. */
  fix?: (shorter: string) => Fix;
}

/** What a plan names its resources in AWS by. */
export interface Named {
  resources: readonly ResourceIdentity[];
  given?: readonly GivenName[];
  parts?: readonly NamePart[];
}

/** A resource whose name in AWS is too long. */
export interface LongName {
  kind: string;
  /** Logical name of the resource. */
  logical: string;
  /** The name without what Pulumi appends. */
  name: string;
  length: number;
  maximum: number;
}

/** Characters that have to be left of a part; else the component's name has to be shorter. */
const LEAST_OF_PART = 8;

/** The resources whose names in AWS are too long. */
export function longNames({ resources, given = [] }: Named): LongName[] {
  return resources.flatMap(({ type, name: logical }) => {
    const limit = Object.hasOwn(NAME_LIMITS, type) ? NAME_LIMITS[type] : undefined;
    if (limit === undefined) return [];
    const own = given.find(({ resource }) => resource === logical);
    const { kind, maximum } = limit;
    const name = own?.name ?? logical;
    const length = name.length + (own ? 0 : limit.appended);
    return length > maximum ? [{ kind, logical, name, length, maximum }] : [];
  });
}

/** What is wrong with a component's name for the resources of its plan, whose names in AWS start with it. */
export function resourceNameProblems(component: string, plan: Named): Problem[] {
  const long = longNames(plan);
  const ofParts = (plan.parts ?? []).flatMap(({ path, name, resources, fix }) => {
    const worst = longest(long.filter(({ logical }) => resources.includes(logical)));
    if (worst === undefined || name.length - over(worst) < LEAST_OF_PART) return [];
    return [{ resources, problem: longNameProblem(name, path, worst, fix) }];
  });
  const blamed = ofParts.flatMap(({ resources }) => resources);
  const worst = longest(long.filter(({ logical }) => !blamed.includes(logical)));
  return [
    ...bucketNameProblems(component, plan),
    ...(worst ? [longNameProblem(component, "name", worst)] : []),
    ...ofParts.map((one) => one.problem),
  ];
}

/** The same before the arguments are right, which a plan needs, and of the characters of the name. */
export function namedProblems(component: string, plan: Named | undefined): Problem[] {
  const wrong = componentNameProblems(component);
  return wrong.length > 0 || plan === undefined ? wrong : resourceNameProblems(component, plan);
}

const over = ({ length, maximum }: LongName): number => length - maximum;

/** The one that leaves the shortest name. */
const longest = (names: readonly LongName[]): LongName | undefined =>
  [...names].sort((one, other) => over(other) - over(one))[0];

function longNameProblem(
  name: string,
  path: string,
  long: LongName,
  fix: (shorter: string) => Fix = (shorter) => setLike(path, shorter),
): Problem {
  const most = Math.max(name.length - over(long), 1);
  const shorter = name.slice(0, most).replace(/(?<=.)[-_]+$/, "");
  const { kind, name: start, length, maximum } = long;
  return problem("nameTooLong", path, fix(shorter), {
    ...{ got: name, kind, start, length, maximum, most },
  });
}

/** S3 takes fewer characters than every other service. */
function bucketNameProblems(component: string, { resources, given = [] }: Named): Problem[] {
  const bucket = resources.find(
    ({ type, name }) =>
      type === awsType("s3", "Bucket") && !given.some(({ resource }) => resource === name),
  );
  if (bucket === undefined) return [];
  const lower = component.toLowerCase();
  const like = lower.replace(/_+/g, "-").replace(/^-+/, "") || "findings";
  const reserved = RESERVED_BUCKET_PREFIXES.some((start) => like.startsWith(start));
  if (like === lower && !reserved) return [];
  const fix = setLike("name", reserved ? `guardduty-${like}` : like);
  return [problem("nameNotOfBucket", "name", fix, { got: component, bucket: bucket.name })];
}
