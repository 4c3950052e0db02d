import { createHash } from "node:crypto";
import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";
import { arnOf, bucketArn, iamArn, parseArn, rootArn } from "../rules/arn";
import { dnsSuffix, partitionOf } from "../rules/regions";
import { afterColon, beforeColon } from "../rules/tokens";

export const ACCOUNT = "111122223333";
export const REGION = "us-east-1";

/** Where a resource lives: what its provider and its `region` say. */
export interface Location {
  accountId: string;
  region: string;
}

type Values = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

export const hexOf = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

const uuidOf = (text: string) =>
  hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The account and Region that an `aws.Provider`'s inputs stand for; its lists travel as JSON. */
export function locationOfProvider(
  inputs: Values,
  otherwise: Location = { accountId: ACCOUNT, region: REGION },
): Location {
  const list = (value: unknown) => (typeof value === "string" ? JSON.parse(value) : value) ?? [];
  const roleArn: string | undefined = list(inputs["assumeRoles"])[0]?.roleArn;
  return {
    accountId:
      list(inputs["allowedAccountIds"])[0] ??
      parseArn(roleArn ?? "")?.accountId ??
      otherwise.accountId,
    region: inputs["region"] ?? otherwise.region,
  };
}

/** What AWS would answer for a resource that was created, imported or read. */
export function resourceState(args: MockResourceArgs, location: Location): MockResourceResult {
  const inputs: Values = args.inputs;
  const region: string = inputs["region"] ?? location.region;
  const seed = `${args.type}/${args.name}/${location.accountId}/${region}`;
  const partition = partitionOf(region);
  const arn = (service: string, resource: string) =>
    arnOf(service, { region, accountId: location.accountId }, resource);
  // An import id may end in `@<region>`; the canonical id does not.
  const given = args.id ? args.id.replace(/@[a-z]{2}(-[a-z]+)+-\d+$/, "") : undefined;
  const made = (id: string, state: Values = {}) => ({
    id,
    state: { ...(inputs["tags"] ? { tagsAll: inputs["tags"] } : {}), ...inputs, ...state },
  });

  switch (args.type) {
    case "aws:guardduty/detector:Detector": {
      const id = given ?? hexOf(seed, 32);
      return made(id, { arn: arn("guardduty", `detector/${id}`), accountId: location.accountId });
    }
    case "aws:guardduty/publishingDestination:PublishingDestination": {
      const detectorId = given === undefined ? inputs["detectorId"] : beforeColon(given);
      const destinationId = given === undefined ? hexOf(seed, 32) : afterColon(given);
      const path = `detector/${detectorId}/publishingdestination/${destinationId}`;
      return made(`${detectorId}:${destinationId}`, { destinationId, arn: arn("guardduty", path) });
    }
    case "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount":
      return made(given ?? inputs["adminAccountId"]);
    case "aws:guardduty/organizationConfiguration:OrganizationConfiguration":
      return made(given ?? inputs["detectorId"]);
    case "aws:guardduty/member:Member":
      return made(given ?? `${inputs["detectorId"]}:${inputs["accountId"]}`);
    case "aws:s3/bucket:Bucket": {
      const bucket = given ?? inputs["bucket"] ?? `${args.name}-${hexOf(seed, 7)}`.toLowerCase();
      const suffix = dnsSuffix(region);
      return made(bucket, {
        bucket,
        region,
        arn: bucketArn(partition, bucket),
        bucketRegion: region,
        bucketDomainName: `${bucket}.s3.${suffix}`,
        bucketRegionalDomainName: `${bucket}.s3.${region}.${suffix}`,
      });
    }
    case "aws:s3/bucketObjectv2:BucketObjectv2": {
      const id = given ?? `${inputs["bucket"]}/${inputs["key"] ?? args.name}`;
      return made(id, { arn: bucketArn(partition, id), versionId: hexOf(seed, 32) });
    }
    case "aws:kms/key:Key": {
      const keyId = given?.split("/").pop() ?? uuidOf(seed);
      return made(keyId, { keyId, arn: arn("kms", `key/${keyId}`) });
    }
    case "aws:kms/keyPolicy:KeyPolicy":
      return made(given ?? inputs["keyId"]);
    case "aws:kms/alias:Alias": {
      const name = given ?? inputs["name"] ?? `alias/${args.name}-${hexOf(seed, 7)}`;
      return made(name, { name, arn: arn("kms", name) });
    }
    case "aws:sqs/queue:Queue": {
      const name = given?.split("/").pop() ?? inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      const url = `https://sqs.${region}.${dnsSuffix(region)}/${location.accountId}/${name}`;
      return made(given ?? url, { name, url, arn: arn("sqs", name) });
    }
    case "aws:iam/role:Role": {
      const name = given ?? inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      const path = `role${inputs["path"] ?? "/"}${name}`;
      return made(name, { name, arn: iamArn(partition, location.accountId, path) });
    }
    case "aws:iam/user:User": {
      const name = given ?? inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      const path = `user${inputs["path"] ?? "/"}${name}`;
      return made(name, { name, arn: iamArn(partition, location.accountId, path) });
    }
    case "aws:iam/accessKey:AccessKey":
      return made(given ?? `AKIA${hexOf(seed, 16).toUpperCase()}`, { secret: hexOf(seed, 40) });
    case "aws:sns/topic:Topic": {
      const name = inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      return made(given ?? arn("sns", name), { name, arn: given ?? arn("sns", name) });
    }
    case "aws:cloudwatch/eventBus:EventBus": {
      const name = given ?? inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      return made(name, { name, arn: arn("events", `event-bus/${name}`) });
    }
    case "aws:cloudwatch/eventRule:EventRule": {
      const name = inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      const bus: string | undefined = inputs["eventBusName"];
      const path = bus === undefined || bus === "default" ? name : `${bus}/${name}`;
      return made(given ?? path, { name, arn: arn("events", `rule/${path}`) });
    }
    case "aws:cloudwatch/logGroup:LogGroup": {
      const name = given ?? inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      return made(name, { name, arn: arn("logs", `log-group:${name}`) });
    }
    case "aws:lambda/function:Function": {
      const name = given ?? inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
      return made(name, { name, arn: arn("lambda", `function:${name}`) });
    }
    case "random:index/randomUuid:RandomUuid":
      return made(given ?? uuidOf(seed), { result: given ?? uuidOf(seed) });
    case "random:index/randomId:RandomId": {
      const hex = hexOf(seed, 2 * inputs["byteLength"]);
      const id = Buffer.from(hex, "hex").toString("base64url");
      const dec = BigInt(`0x${hex}`).toString();
      const prefix = inputs["prefix"] ?? "";
      return made(id, { hex: prefix + hex, b64Url: prefix + id, dec: prefix + dec });
    }
  }
  // Settings of a bucket are known by the bucket's name.
  if (args.type.startsWith("aws:s3/bucket")) return made(given ?? inputs["bucket"]);
  const service = args.type.split(/[:/]/)[1] ?? "";
  if (args.type.startsWith("aws:")) {
    const name = inputs["name"] ?? `${args.name}-${hexOf(seed, 7)}`;
    return made(given ?? name, { name, arn: arn(service, name) });
  }
  return made(given ?? uuidOf(seed));
}

/** What the provider functions that need no world answer. */
export function callResult(args: MockCallArgs, location: Location): Values {
  const region: string = args.inputs.region ?? location.region;
  const partition = partitionOf(region);
  const { accountId } = location;
  switch (args.token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return {
        id: accountId,
        accountId,
        arn: rootArn(partition, accountId),
        userId: accountId,
      };
    case "aws:index/getPartition:getPartition": {
      const suffix = dnsSuffix(region);
      const reverseDnsPrefix = suffix.split(".").reverse().join(".");
      return { id: partition, partition, dnsSuffix: suffix, reverseDnsPrefix };
    }
    case "aws:index/getRegion:getRegion":
      return {
        id: region,
        region,
        name: region,
        endpoint: `ec2.${region}.${dnsSuffix(region)}`,
        description: region,
      };
  }
  throw new Error(`no mock answers ${args.token}. Fix: pass the option call, which answers it`);
}
