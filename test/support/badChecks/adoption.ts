import {
  adoptionProblems,
  adoptionWarnings,
  detectorsOfSameName,
  policyProblems,
  readLivePolicy,
  sameNameProblems,
} from "../../../rules/adoption";
import * as preflight from "../../../rules/preflight";
import type { BadCheck } from "./case";
import { ADMINISTRATOR, KEY, OTHER, failing } from "./checked";

const SIDS = "GuardDutyExport0123abcd";

const key = {
  arn: KEY,
  ...{ region: "us-east-1", spec: "SYMMETRIC_DEFAULT", usage: "ENCRYPT_DECRYPT" },
  ...{ state: "Enabled", keyManager: "CUSTOMER", multiRegion: false },
};

/** A policy of one statement, as its text. */
const asText = (Sid: string) =>
  JSON.stringify({ Statement: [{ Sid, Effect: "Allow", Principal: "*", Action: "kms:*" }] });

const adoption = (args: object, found: object): BadCheck => ({
  args: { regions: ["us-east-1"], homeRegion: "us-east-1", ...args },
  aws: { bucket: { name: "acme-logs", region: "us-east-1" }, key, ...found },
  find: ({ args: now, aws }) => {
    const all = { ...now, ...aws } as never;
    return [...adoptionProblems(all), ...adoptionWarnings(all)];
  },
  done: (aws, fix) => {
    if (fix.action === "run") return { ...aws, key: { ...key, state: "Enabled" } };
    if (fix.action !== "do") return aws;
    const { region } = fix.values as { region: string };
    switch (fix.id) {
      case "useBucket":
        return { ...aws, bucket: { name: "other", region } };
      case "useKey":
        return { ...aws, key: { ...key, region } };
      default:
        return { ...aws, key };
    }
  },
});

const ofKey = (change: object) => adoption({}, { key: { ...key, ...change } });

const policies = (texts: object): BadCheck => ({
  args: {},
  aws: { ...texts },
  find: ({ aws }) => policyProblems(aws, SIDS),
  done: (aws, fix) => {
    const id = fix.action === "do" ? fix.id : undefined;
    if (id === "changeSids") return { bucket: asText("Other") };
    return "key" in aws ? { key: asText("Owner") } : { bucket: asText("Other") };
  },
});

const ofQueue = (text: string): BadCheck => ({
  args: {},
  aws: { text },
  find: ({ aws }) =>
    [
      readLivePolicy(aws["text"] as string, { of: "queue", path: "queue.existing.url" }).problem,
    ].filter((one) => one !== undefined),
  done: () => ({ text: asText("Owner") }),
});

/** Buckets, keys and policies that are not the export's to use. */
export const badAdoptedTargets: { [what: string]: BadCheck } = {
  "a bucket in a Region that GuardDuty does not export to": adoption(
    {},
    { bucket: { name: "acme-logs", region: "us-iso-east-1" }, key: undefined },
  ),
  "a key in another Region than the bucket": ofKey({ region: "eu-west-1" }),
  "a bucket whose Region takes no findings, not the home Region": adoption(
    {},
    { bucket: { name: "acme-logs", region: "me-south-1" }, key: undefined },
  ),
  "a bucket in another Region than homeRegion": adoption(
    { regions: ["eu-west-1"], homeRegion: "eu-west-1" },
    { key: undefined },
  ),
  "a key alone in another Region than homeRegion": adoption(
    { regions: ["eu-west-1"], homeRegion: "eu-west-1" },
    { bucket: undefined },
  ),
  "a key that AWS manages": ofKey({ keyManager: "AWS" }),
  "an asymmetric key": ofKey({ spec: "RSA_4096", usage: "SIGN_VERIFY" }),
  ...Object.fromEntries(
    [
      ...["Disabled", "PendingDeletion", "PendingReplicaDeletion", "PendingImport"],
      ...["Unavailable", "Creating", "Updating"],
    ].map((state) => [`a key that is ${state}`, ofKey({ state })]),
  ),
  "a multi-Region key": ofKey({ multiRegion: true }),
  "a bucket policy that is not JSON": policies({ bucket: "<html>" }),
  "a key policy that is a list": policies({ key: "[]" }),
  "a bucket policy without statements": policies({ bucket: "{}" }),
  "a bucket policy with a statement that is a text": policies({ bucket: '{"Statement": "x"}' }),
  "a bucket policy with a property twice": policies({
    bucket: '{"Statement": [], "Statement": []}',
  }),
  "a queue policy with a number that is too long": ofQueue(
    '{"Statement": {"Condition": {"NumericEquals": {"a": 12345678901234567890}}}}',
  ),
  "a reserved Sid": policies({ bucket: asText(`${SIDS}Foo`) }),
  "a policy with statements of another stack of the same name": {
    args: {},
    aws: { sid: `${SIDS}GenerateDataKey` },
    find: ({ aws }) => {
      const arn = `arn:aws:guardduty:eu-west-1:${ADMINISTRATOR}:detector/${OTHER}`;
      const Condition = { StringEquals: { "aws:SourceArn": [arn] } };
      const policy = { Statement: { Sid: aws["sid"], Effect: "Allow", Condition } } as never;
      const own = { accountId: ADMINISTRATOR, regions: ["us-east-1"] };
      return sameNameProblems("key", SIDS, detectorsOfSameName(policy, SIDS, own));
    },
    done: () => ({ sid: "GuardDutyExport76543210GenerateDataKey" }),
  },
  "a statement that denies the deployment the prefix marker": {
    args: {},
    aws: { encryption: "AES256" },
    find: ({ aws }) => {
      const policy = {
        Statement: {
          ...{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "*" },
          Condition: {
            StringNotEquals: { "s3:x-amz-server-side-encryption": aws["encryption"] },
          },
        },
      } as never;
      const settings = { bucket: { existing: { name: "acme-logs" }, prefix: "logs" }, key: {} };
      const plan = { settings, home: { partition: "aws" }, access: { markerUnderKey: true } };
      const caller = `arn:aws:sts::${ADMINISTRATOR}:assumed-role/deploy/session`;
      return preflight.ownCallProblems(plan as never, { bucket: policy }, { bucket: caller });
    },
    done: () => ({ encryption: "aws:kms" }),
  },
  "an empty key policy": policies({ key: "" }),
  "a key policy without its owner": policies({ key: asText(`${SIDS}GenerateDataKey`) }),
  "a bucket that does not exist": failing("NotFound", (message) =>
    preflight.unreadBucketProblem("acme-logs", "us-east-1", message),
  ),
  "a key that cannot be read": failing("AccessDenied", (message) =>
    preflight.unreadKeyProblem(KEY, "us-east-1", message),
  ),
  "a marker with content": {
    args: { bucket: { prefix: "guardduty" } },
    aws: {},
    find: ({ args }) => {
      const { prefix } = args["bucket"] as { prefix: string };
      return preflight.markerProblems("acme-logs", prefix, prefix === "guardduty" ? 3 : 0);
    },
  },
  "a check with a provider that the program passes": {
    args: {},
    aws: {},
    find: ({ aws }) =>
      "compared" in aws
        ? []
        : [preflight.uncheckedOfProvider({ check: "delegation", region: "us-east-1" })],
    done: () => ({ compared: true }),
  },
};
