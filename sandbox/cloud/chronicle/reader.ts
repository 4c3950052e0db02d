import type { World } from "../../world";
import { refusalOf } from "../access";
import { accountOfArn, bucketArn } from "../arn";
import type { Caller, Members } from "../contract";
import { sessionCaller, trusts } from "../assuming";
import { SOURCE_TYPES } from "./details";

/**
 * Why the identity of a feed cannot read what the feed names, or undefined when it can. Accounts that the world does
 * not have are not looked at. UNVERIFIED that the API tries a new feed at once, as the form does.
 */
export function readerRefusal(world: World, details: Members): string | undefined {
  const { settings: name, auth } = SOURCE_TYPES[details["feedSourceType"]]!;
  const { authentication, queue, s3Uri } = details[name];
  const [bucketName = "", ...path] = String(s3Uri).slice("s3://".length).split("/");
  const bucket = world.buckets[bucketName];
  if (bucket === undefined) return undefined;
  const role: Members | undefined = authentication[auth[1]];
  const arn = role ? role["awsIamRoleArn"] : userOf(world, authentication[auth[0]]);
  if (arn === undefined) return "The access key or its secret is not valid.";
  if (world.accounts[accountOfArn(arn)] === undefined) return undefined;
  if (role && !trustsGoogle(world, arn, role["subjectId"])) {
    return `${arn} cannot be assumed by the subject ${role["subjectId"]}.`;
  }
  const { region } = bucket;
  const caller: Caller = role
    ? sessionCaller({ region }, arn, "chronicle")
    : { accountId: accountOfArn(arn), arn, region };
  const resource = bucketArn(bucketName, region);
  const prefix = path.join("/");
  const inBucket = { owner: bucket.account, policy: bucket.policy };
  const attempts = [
    [inBucket, { action: "s3:ListBucket", resource, context: { "s3:prefix": prefix } }],
    [inBucket, { action: "s3:GetObject", resource: `${resource}/${prefix}finding.jsonl.gz` }],
    ...queueAttempts(world, queue),
  ] as const;
  for (const [guard, access] of attempts) {
    const refusal = refusalOf(world, caller, guard, access);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function queueAttempts(world: World, arn: string | undefined) {
  const queue = world.queues[arn ?? ""];
  if (arn === undefined || queue === undefined) return [];
  const guard = { owner: accountOfArn(arn), policy: queue.policy };
  return ["ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"].map(
    (action) => [guard, { action: `sqs:${action}`, resource: arn }] as const,
  );
}

function userOf(world: World, { accessKeyId, secretAccessKey }: Members): string | undefined {
  const owner = Object.entries(world.users).find(([, { accessKeys }]) => {
    const key = accessKeys[accessKeyId];
    return key?.status === "Active" && key.secret === secretAccessKey;
  });
  return owner?.[0];
}

function trustsGoogle(world: World, arn: string, subject: string): boolean {
  const role = world.roles[arn];
  const provider = "accounts.google.com";
  return role !== undefined && trusts(world, role, arn, provider, { [`${provider}:sub`]: subject });
}
