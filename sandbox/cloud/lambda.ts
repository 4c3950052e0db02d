import { createHash, randomUUID } from "node:crypto";
import { parseArn } from "../../rules/arn";
import type { World } from "../world";
import { serviceDecision } from "./access";
import { accountOfArn, arnOf } from "./arn";
import { trustOf } from "./assuming";
import type { Aws, Operations } from "./aws";
import { AwsError, type Caller, type Members } from "./contract";
import { addTags } from "./tagRules";

type Fn = World["functions"][string];

const ENVIRONMENT_BYTES = 4096;
/** What the code is given by, in addition to the configuration. */
const CODE = ["Code", "ZipFile", "S3Bucket", "S3Key", "Publish", "Tags", "FunctionName"];

export const lambdaOperations: Operations = {
  CreateFunction: (aws, caller, input) => {
    const { FunctionName: name, Code = {}, Tags = {} } = input;
    const arn = arnOf("lambda", caller, `function:${name}`);
    if (aws.world.functions[arn] !== undefined) {
      throw new AwsError("ResourceConflictException", `Function already exist: ${name}`, 409);
    }
    const fn: Fn = {
      configuration: {
        FunctionName: name,
        FunctionArn: arn,
        MemorySize: 128,
        Timeout: 3,
        Architectures: ["x86_64"],
        PackageType: "Zip",
        Description: "",
        Version: "$LATEST",
        State: "Active",
        LastUpdateStatus: "Successful",
        EphemeralStorage: { Size: 512 },
        TracingConfig: { Mode: "PassThrough" },
        LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}` },
      },
      tags: Tags,
    };
    configure(aws, fn, input);
    setCode(aws, fn, Code);
    aws.world.functions[arn] = fn;
    return fn.configuration;
  },

  GetFunction: ({ world }, caller, { FunctionName }) => {
    const { configuration, concurrency, tags } = requireFunction(world, caller, FunctionName);
    return {
      Configuration: configuration,
      Tags: tags,
      ...(concurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: concurrency },
      }),
    };
  },

  UpdateFunctionCode: (aws, caller, input) => {
    const fn = requireFunction(aws.world, caller, input["FunctionName"]);
    setCode(aws, fn, input);
    if (input["Architectures"]) fn.configuration["Architectures"] = input["Architectures"];
    return fn.configuration;
  },

  UpdateFunctionConfiguration: (aws, caller, input) => {
    const fn = requireFunction(aws.world, caller, input["FunctionName"]);
    configure(aws, fn, input);
    return fn.configuration;
  },

  PutFunctionConcurrency: ({ world }, caller, input) => {
    const { FunctionName, ReservedConcurrentExecutions } = input;
    const fn = requireFunction(world, caller, FunctionName);
    requireUnreserved(world, caller, fn, ReservedConcurrentExecutions);
    fn.concurrency = ReservedConcurrentExecutions;
    return { ReservedConcurrentExecutions };
  },

  DeleteFunctionConcurrency: ({ world }, caller, { FunctionName }) => {
    delete requireFunction(world, caller, FunctionName).concurrency;
  },

  DeleteFunction: ({ world }, caller, { FunctionName }) => {
    requireFunction(world, caller, FunctionName);
    delete world.functions[functionArn(caller, FunctionName)];
    return { StatusCode: 204 };
  },

  TagResource: ({ world }, caller, { Resource, Tags }) => {
    addTags("lambda", requireFunction(world, caller, Resource).tags, Tags);
  },

  UntagResource: ({ world }, caller, { Resource, TagKeys }) => {
    const { tags } = requireFunction(world, caller, Resource);
    for (const key of TagKeys) delete tags[key];
  },
};

/** Concurrent executions of an account in a Region, and those that no function may reserve. */
const CONCURRENCY = 1000;
const LEAST_UNRESERVED = 100;

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
function requireUnreserved(world: World, caller: Caller, fn: Fn, reserved: number): void {
  const ofOthers = Object.entries(world.functions)
    .filter(([arn, one]) => one !== fn && arn.startsWith(functionArn(caller, "")))
    .map(([, { concurrency = 0 }]) => concurrency);
  const left = ofOthers.reduce((rest, one) => rest - one, CONCURRENCY - reserved);
  if (left >= LEAST_UNRESERVED) return;
  throw invalid(
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEAST_UNRESERVED}].`,
  );
}

function functionArn(caller: Caller, nameOrArn: unknown): string {
  const text = String(nameOrArn);
  return parseArn(text) !== undefined ? text : arnOf("lambda", caller, `function:${text}`);
}

function requireFunction(world: World, caller: Caller, nameOrArn: unknown): Fn {
  const arn = functionArn(caller, nameOrArn);
  const found = world.functions[arn];
  if (found !== undefined) return found;
  throw new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
}

function configure({ world, now }: Aws, fn: Fn, input: Members): void {
  const { Role, Environment } = input;
  if (Role !== undefined && !isTakenBy(world, Role, "lambda.amazonaws.com")) {
    throw invalid("The role defined for the function cannot be assumed by Lambda.");
  }
  const variables = Object.entries<string>(Environment?.Variables ?? {});
  if (variables.flat().join("").length > ENVIRONMENT_BYTES) {
    throw invalid(
      "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
    );
  }
  const settings = Object.keys(input)
    .filter((member) => !CODE.includes(member))
    .map((member) => [member, input[member] as unknown]);
  Object.assign(fn.configuration, Object.fromEntries(settings), {
    LastModified: now().toISOString(),
    RevisionId: randomUUID(),
  });
}

function setCode({ now }: Aws, fn: Fn, { ZipFile = "" }: Members): void {
  Object.assign(fn.configuration, {
    CodeSha256: createHash("sha256").update(ZipFile).digest("base64"),
    CodeSize: ZipFile.length,
    LastModified: now().toISOString(),
  });
}

/** Whether the role is there and its trust lets the service take it. */
export function isTakenBy(world: World, roleArn: string, service: string): boolean {
  const accountId = accountOfArn(roleArn);
  const role = world.roles[roleArn];
  if (role === undefined) return world.accounts[accountId]?.roles.includes(roleArn) ?? false;
  const context = { "aws:SourceAccount": accountId };
  const access = { action: "sts:AssumeRole", resource: roleArn, context };
  const guard = { owner: accountId, policy: trustOf(role) };
  return serviceDecision(world, guard, service, access) === "allowed";
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
