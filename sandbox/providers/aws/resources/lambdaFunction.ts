import { arnText, knownArn } from "../../../../rules/arn";
import { isEmpty } from "../../resource/equality";
import { isObject, Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { toMembers, fromMembers } from "../members";
import { chosenName } from "../naming";
import { Aws, AwsDefinition, AwsProp } from "../resource";
import * as tests from "../tests";
import { retry } from "../waiting";

const isGone = (error: unknown): boolean => isRefusal(error, "ResourceNotFoundException");

/** A role that was just made cannot be assumed for a while. */
const isNewRole = (error: unknown): boolean =>
  isRefusal(error, "InvalidParameterValueException", "cannot be assumed by Lambda");

/** Inputs that are the function's configuration, by the API's own names but for the first letter. */
const configuration: { [property: string]: AwsProp } = {
  role: { test: tests.arn },
  handler: {},
  runtime: {},
  description: {},
  memorySize: { default: 128, test: tests.numberBetween(128, 10_240) },
  timeout: { default: 3, test: tests.numberBetween(1, 900) },
  layers: {},
  kmsKeyArn: { test: tests.arn },
  environment: {},
  deadLetterConfig: {},
  ephemeralStorage: { computed: true },
  loggingConfig: { computed: true },
  tracingConfig: { computed: true },
};
/** Members of the configuration that no input of it sets, or that other calls set. */
const KEPT = ["architectures", "packageType", "codeSha256", "lastModified", "version"];
const UNRESERVED = -1;

export const lambdaFunction: AwsDefinition = {
  token: "aws:lambda/function:Function",
  props: {
    name: { replaces: true, autoname: { maxLength: 64 } },
    ...configuration,
    architectures: { computed: true },
    sourceCodeHash: { computed: true, local: true },
    code: { unread: true, same: (state, input) => hashOf(state) === hashOf(input) },
    packageType: { default: "Zip", replaces: true, test: tests.oneOf("Zip", "Image") },
    reservedConcurrentExecutions: { default: UNRESERVED },
    skipDestroy: { default: false, local: true },
  },
  notModelled: [
    "capacityProviderConfig",
    "codeSha256",
    "codeSigningConfigArn",
    "durableConfig",
    "fileSystemConfig",
    "imageConfig",
    "imageUri",
    "publish",
    "publishTo",
    "replaceSecurityGroupsOnDestroy",
    "replacementSecurityGroupIds",
    "s3Bucket",
    "s3Key",
    "s3ObjectVersion",
    "snapStart",
    "sourceKmsKeyArn",
    "tenancyConfig",
    "useResourceTimeoutForPropagation",
    "vpcConfig",
  ],
  recomputed: () => ["lastModified", "codeSha256", "sourceCodeSize"],
  testAll: ({ code }) =>
    code !== undefined ? undefined : "one of `filename,image_uri,s3_bucket` must be specified",
  async tag({ call, id, state }, { set, removed }) {
    const doing = `updating tags for Lambda Function (${id})`;
    const Resource = state["arn"];
    if (removed.length > 0)
      await call("lambda:UntagResource", { Resource, TagKeys: removed }, doing);
    if (!isEmpty(set)) await call("lambda:TagResource", { Resource, Tags: set }, doing);
  },

  async create(resource) {
    const { call, inputs } = resource;
    const name = chosenName(inputs);
    const request = {
      FunctionName: name,
      ...settings(inputs, Object.keys(configuration)),
      ...(inputs["architectures"] && { Architectures: inputs["architectures"] }),
      PackageType: inputs["packageType"],
      Code: { ZipFile: hashOf(inputs["code"]) },
      Tags: inputs["tagsAll"],
    };
    const doing = `creating Lambda Function (${name})`;
    await retry(resource, isNewRole, () => call("lambda:CreateFunction", request, doing));
    return name;
  },
  settle: (resource) => reserve(resource),
  async read({ call, id, state }) {
    const doing = `reading Lambda Function (${id})`;
    const found = await unlessGone(isGone, () =>
      call("lambda:GetFunction", { FunctionName: id }, doing),
    );
    if (!found) return undefined;
    const { Configuration, Concurrency, Tags } = found;
    const { FunctionArn: arn } = Configuration;
    const { environment, ...rest } = fromMembers(Configuration);
    const known = [...Object.keys(configuration), ...KEPT].filter((key) => rest[key] !== undefined);
    return {
      ...Object.fromEntries(known.map((key) => [key, rest[key]])),
      // Names of variables are the user's.
      ...(environment && { environment: { variables: Configuration.Environment.Variables } }),
      name: id,
      arn,
      qualifiedArn: `${arn}:${Configuration.Version}`,
      invokeArn: invokeArn(arn, "2015-03-31", "/invocations"),
      qualifiedInvokeArn: invokeArn(arn, "2015-03-31", `:${Configuration.Version}/invocations`),
      responseStreamingInvokeArn: invokeArn(arn, "2021-11-15", "/response-streaming-invocations"),
      signingJobArn: "",
      signingProfileVersionArn: "",
      sourceCodeHash: state["sourceCodeHash"] ?? "",
      sourceCodeSize: Configuration.CodeSize,
      reservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions ?? UNRESERVED,
      tags: Tags,
    };
  },
  async update(resource) {
    const { call, id, inputs, changed } = resource;
    const FunctionName = id;
    const configured = Object.keys(configuration).filter((property) => changed.has(property));
    if (configured.length > 0) {
      const request = { FunctionName, ...settings(inputs, configured) };
      const doing = `updating Lambda Function (${id}) configuration`;
      await retry(resource, isNewRole, () =>
        call("lambda:UpdateFunctionConfiguration", request, doing),
      );
    }
    if (changed.has("code") || changed.has("architectures")) {
      const request = {
        FunctionName,
        ZipFile: hashOf(inputs["code"]),
        Architectures: inputs["architectures"],
      };
      await call("lambda:UpdateFunctionCode", request, `updating Lambda Function (${id}) code`);
    }
    if (changed.has("reservedConcurrentExecutions")) await reserve(resource);
  },
  async delete({ call, id, state }) {
    if (state["skipDestroy"]) return;
    const doing = `deleting Lambda Function (${id})`;
    await unlessGone(isGone, () => call("lambda:DeleteFunction", { FunctionName: id }, doing));
  },
};

async function reserve({ call, id, inputs, state }: Aws): Promise<void> {
  const wanted: number = inputs["reservedConcurrentExecutions"];
  const doing = `setting Lambda Function (${id}) concurrency`;
  const FunctionName = id;
  if (wanted !== UNRESERVED) {
    const request = { FunctionName, ReservedConcurrentExecutions: wanted };
    await call("lambda:PutFunctionConcurrency", request, doing);
  } else if (state["reservedConcurrentExecutions"] !== UNRESERVED) {
    await call("lambda:DeleteFunctionConcurrency", { FunctionName }, doing);
  }
}

function settings(inputs: Props, properties: readonly string[]): Props {
  const given = properties.filter((property) => property in configuration);
  const plain = given.filter((property) => property !== "environment");
  const variables = inputs["environment"]?.variables ?? {};
  return {
    ...toMembers(Object.fromEntries(plain.map((property) => [property, inputs[property]]))),
    ...(given.includes("environment") && { Environment: { Variables: variables } }),
  };
}

/** What stands for an archive's bytes. */
function hashOf(archive: unknown): string {
  return isObject(archive) ? String(archive["hash"] ?? "") : "";
}

function invokeArn(arn: string, version: string, invocation: string): string {
  const resource = `path/${version}/functions/${arn}${invocation}`;
  return arnText({ ...knownArn(arn), service: "apigateway", accountId: "lambda", resource });
}
