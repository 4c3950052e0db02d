import {
  adoptionProblems,
  adoptionWarnings,
  detectorsOfSameName,
  policyProblems,
  readLivePolicy,
  sameNameProblems,
} from "../../rules/adoption";
import type { ExistingDetectorSettings, ExportSettings } from "../../rules/args";
import { exportHolders, readArgs, sharedDetectorProblems } from "../../rules/args";
import { problemsOfFiles, withListFiles } from "../../rules/addOns";
import { readListsArgs } from "../../rules/lists";
import * as preflight from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import type { BadCheck, Checked } from "./badCheckCase";
import { badPolicies } from "./badPolicies";

const BUS = "arn:aws:events:us-east-1:111122223333:event-bus/security";
const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";

/** What an argument names does not exist, until the argument names another. */
const absent = (
  path: string,
  named: string,
  entriesOf: (path: string, named: unknown) => preflight.NamedEntry[],
): BadCheck => ({
  args: { [path]: named },
  aws: {},
  find: ({ args, aws }) =>
    "there" in aws ? [] : entriesOf(path, args[path]).map(preflight.entryProblem),
  done: () => ({ there: true }),
});

const listFile = (text: string | undefined) =>
  withListFiles({ lists: { bad: { kind: "IPSet", file: "bad.txt" } } }, () =>
    text === undefined ? { cause: "notFound" } : { text },
  );

const KEY = "arn:aws:kms:us-east-1:111122223333:key/a1b2c3d4-5678-90ab-cdef-1234567890ab";
const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";
const DESTINATION = "fedcba9876543210fedcba9876543210";
const OTHER = "0123456789abcdef0123456789abcdef";
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

/** The bucket that an export wrote to, and that a deployment is to create. */
function ownBucket(bucket: { name?: string }): BadCheck {
  return {
    args: { bucket },
    aws: {},
    find: ({ args }) => {
      const { existing, name } = args["bucket"] as { existing?: object; name?: string };
      if (existing !== undefined) return [];
      return preflight.bucketNameProblems("acme-findings", {
        own: true,
        named: name !== undefined,
      });
    },
  };
}

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

const ADMINISTRATOR = "111122223333";

const accountOf = (args: Checked["args"]) =>
  (args as { organization: { administrator: { accountId: string } } }).organization.administrator
    .accountId;

const organization = (find: BadCheck["find"], aws: Checked["aws"], done?: BadCheck["done"]) => ({
  args: {
    regions: ["us-east-1", "me-south-1"],
    organization: { administrator: { accountId: ADMINISTRATOR } },
  },
  ...{ aws, find, done },
});

const regionsOff = (status?: string) =>
  organization(
    ({ args, aws }) =>
      preflight.regionProblems(
        "administrator",
        (args["regions"] as string[]).filter((region) => region !== aws["removed"]),
        aws["status"] === undefined
          ? []
          : [{ regionName: "me-south-1", regionOptStatus: aws["status"] as string }],
      ),
    { status },
    (aws, fix) =>
      fix.action === "do" && fix.id === "removeRegions"
        ? { ...aws, removed: "me-south-1" }
        : { status: "ENABLED" },
  );

const detector = (found: preflight.FoundDetector, more: object = {}): BadCheck => ({
  args: { existing: { "us-east-1": { detectorId: DETECTOR, ...more } } },
  aws: {},
  find: ({ args }) =>
    Object.entries(args["existing"] as { [region: string]: ExistingDetectorSettings }).flatMap(
      ([region, settings]) => preflight.detectorProblems(region, settings, found),
    ),
});

/** A read that failed with a message, until its fix is made. */
const failing = (message: string, problemOf: (message: string) => Problem): BadCheck => ({
  args: {},
  aws: { message },
  find: ({ aws }) => (aws["message"] === undefined ? [] : [problemOf(aws["message"] as string)]),
  done: () => ({}),
});

const unchecked = (...[subject]: Parameters<typeof preflight.unchecked>) =>
  failing("AccessDenied", preflight.unchecked(subject));

const redirection = { destinationArn: "arn:aws:s3:::acme", keyArn: KEY };

/** A locked bucket that is deployed by `arn`. */
const deploying = (arn: string): BadCheck => ({
  args: {
    bucket: {
      protection: "locked",
      objectLock: { mode: "GOVERNANCE", days: 1 },
      breakGlassRoleArns: [`arn:aws:iam::${ADMINISTRATOR}:role/break-glass`],
    },
  },
  aws: { arn },
  find: ({ args, aws }) => {
    const { breakGlassRoleArns } = args["bucket"] as { breakGlassRoleArns: string[] };
    return preflight.deployingRoleProblems(breakGlassRoleArns, aws["arn"] as string);
  },
  done: () => ({ arn: `arn:aws:sts::${ADMINISTRATOR}:assumed-role/break-glass/session` }),
});

/** Of the account and Region that the component is about to create a detector in. */
const undeclared = (
  account: "administrator" | "management",
  args: object,
  destination?: preflight.FoundDestination,
): BadCheck => ({
  args: { ...args },
  aws: { found: DETECTOR },
  find: ({ args: now, aws }) => {
    const { existing = {}, organization } = now as {
      existing?: { [region: string]: object };
      organization?: { management?: { detector?: boolean } };
    };
    const creates =
      account === "management"
        ? organization?.management?.detector === true
        : existing["us-east-1"] === undefined;
    if (!creates) return [];
    const found = aws["found"] as string;
    return [preflight.undeclaredDetectorProblem(account, "us-east-1", found, destination)];
  },
});

type Existing = { [region: string]: { detectorId: string; destinationId?: string } };

/** An existing destination of which GuardDuty lists these. */
const destination = (...listed: preflight.ListedDestination[]): BadCheck => ({
  args: { existing: { "us-east-1": { detectorId: DETECTOR, destinationId: DESTINATION } } },
  aws: {},
  find: ({ args }) =>
    Object.entries(args["existing"] as Existing).flatMap(([region, entry]) => {
      const { detectorId, destinationId } = entry;
      if (destinationId === undefined) return [];
      return preflight.destinationProblems(region, { detectorId, destinationId }, listed);
    }),
});

/** A destination that a detector has, of a configuration that does not have it. */
const undeclaredDestination = (existing?: Existing): BadCheck => ({
  args: { ...(existing && { existing }) },
  aws: {},
  find: ({ args }) => {
    const entry = (args["existing"] as Existing | undefined)?.["us-east-1"];
    if (entry?.destinationId !== undefined) return [];
    const found = { id: DESTINATION, destinationArn: "arn:aws:s3:::acme-old-findings" };
    const declared = entry !== undefined;
    return [preflight.undeclaredDestinationProblem("us-east-1", DETECTOR, found, declared)];
  },
});

/** A delegation that is said to exist, where AWS has these; the fix outside the arguments delegates in every Region. */
const delegation = (delegated: { [region: string]: string | undefined }): BadCheck => ({
  args: { organization: { management: { accountId: "999900001111", delegated: true } } },
  aws: delegated,
  find: ({ args, aws }) => {
    const { management } = args["organization"] as { management: { delegated?: boolean } };
    if (!management.delegated) return [];
    const delegations = Object.entries(aws).map(([region, id]) => ({
      region,
      ...(id !== undefined && { delegated: id as string }),
    }));
    return preflight.delegatedProblems(ADMINISTRATOR, delegations);
  },
  done: (aws) => Object.fromEntries(Object.keys(aws).map((region) => [region, ADMINISTRATOR])),
});

/** A member that is said to exist, and the Regions where it is one. */
const existingMember = (...regions: string[]): BadCheck => ({
  args: {
    organization: { members: { accounts: [{ accountId: "222233334444", existing: true }] } },
  },
  aws: { regions },
  find: ({ args, aws }) => {
    const { members } = args["organization"] as {
      members: { accounts: { accountId: string; existing: boolean }[] };
    };
    const found = ["us-east-1", "me-south-1"].map((region) => ({
      region,
      members: (aws["regions"] as string[]).includes(region) ? ["222233334444"] : [],
    }));
    return preflight.existingMemberProblems(members.accounts, found);
  },
  done: () => ({ regions: ["us-east-1", "me-south-1"] }),
});

/** A second component of a program, whose detectors another has in these Regions; one of the two is removed where nothing else is left. */
const second = (regions: string[], management?: object): BadCheck => ({
  args: {
    regions: ["us-east-1", "me-south-1"],
    organization: {
      administrator: { accountId: "444455556666" },
      ...(management && { management }),
    },
  },
  aws: { regions },
  find: ({ args, aws }) => {
    const { settings } = readArgs("second", args);
    const taken = ["444455556666", "999900001111"].map((accountId) => ({
      component: "GuardDutyExport findings",
      path: "regions",
      account: { accountId },
      regions: aws["regions"] as string[],
    }));
    const others = taken.slice(management === undefined ? 0 : 1);
    return exportHolders("second", settings as ExportSettings).flatMap((own) =>
      sharedDetectorProblems(own, others),
    );
  },
  done: () => ({ regions: [] }),
});

/** What is wrong with what exists, a case for each way to find it. */
export const badChecks: { [what: string]: BadCheck } = {
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

  "credentials of another account": organization(
    ({ args, aws }) =>
      preflight.otherAccountProblems("administrator", accountOf(args), aws["caller"] as string),
    { caller: "999900001111" },
    (_aws, fix) => ({ caller: fix.action === "do" && "accountId" in fix.values && ADMINISTRATOR }),
  ),
  "credentials that are rejected": failing("expired", (message) =>
    preflight.credentialsProblem("bucket", "444455556666", message),
  ),
  "credentials of an unknown account that are rejected": failing("expired", (message) =>
    preflight.credentialsProblem("member", undefined, message),
  ),
  "another delegated administrator": organization(
    ({ args }) => preflight.delegationProblems(["444455556666"], accountOf(args)),
    {},
  ),
  "another delegated administrator of a Region": organization(
    ({ args }) =>
      preflight.delegationProblems(["444455556666"], accountOf(args), [
        { region: "us-east-1", delegated: "444455556666" },
      ]),
    {},
  ),
  "another delegated administrator of other Regions": organization(
    ({ args }) =>
      preflight.delegationProblems(["444455556666"], accountOf(args), [{ region: "us-east-1" }]),
    {},
  ),
  "an opt-in Region that is off": regionsOff("DISABLED"),
  "an opt-in Region that is being enabled": regionsOff("ENABLING"),
  "an opt-in Region that AWS does not list": regionsOff(),
  "a management account without an organization": {
    args: { organization: { management: { accountId: ADMINISTRATOR } } },
    aws: {},
    find: ({ args }) => {
      const { management } = (args["organization"] ?? {}) as { management?: object };
      return management === undefined ? [] : [preflight.noOrganizationProblem(ADMINISTRATOR)];
    },
  },
  "scans of members' volumes without trusted access": {
    args: {
      organization: {
        management: { accountId: "999900001111" },
        members: { features: [{ name: "EBS_MALWARE_PROTECTION", autoEnable: "ALL" }] },
      },
    },
    aws: { services: ["guardduty.amazonaws.com"] },
    find: ({ args, aws }) => {
      const { management, members } = args["organization"] as {
        management: { malwareProtectionAccess?: boolean };
        members: ExportSettings["members"];
      };
      if (management.malwareProtectionAccess === true) return [];
      return preflight.trustedAccessProblems(members, aws["services"] as string[]);
    },
  },
  ...badPolicies,
  "a file of a list that does not exist": {
    args: {},
    aws: { text: undefined },
    find: ({ aws }) => listFile(aws["text"] as string | undefined).problems,
    done: () => ({ text: "8.8.8.8" }),
  },
  "a file of a list with a private address": {
    args: {},
    aws: { text: "8.8.8.8\n10.0.0.1" },
    find: ({ aws }) => {
      const { values, files } = listFile(aws["text"] as string);
      const ids = { regions: ["us-east-1"], detectorIds: { "us-east-1": DETECTOR } };
      return problemsOfFiles(readListsArgs({ ...values, ...ids }).problems, files);
    },
    done: () => ({ text: "8.8.8.8" }),
  },
  "a list with entries and a file": {
    args: { lists: { bad: { kind: "IPSet", entries: ["8.8.8.8"], file: "bad.txt" } } },
    aws: {},
    find: ({ args }) => withListFiles(args, () => ({ text: "8.8.8.8" })).problems,
  },
  "a stack whose management account changed": {
    args: {},
    aws: { account: "999900001111" },
    find: ({ aws }) => preflight.movedManagementProblems(aws["account"] as string, ADMINISTRATOR),
    done: () => ({ account: ADMINISTRATOR }),
  },
  "a stack whose administrator changed": {
    args: {},
    aws: { account: "999900001111" },
    find: ({ aws }) =>
      preflight.movedAdministratorProblems(
        "organization.administrator",
        ADMINISTRATOR,
        aws["account"] as string,
      ),
    done: (aws, fix) =>
      fix.action === "do" ? { account: (fix.values as { accountId: string }).accountId } : aws,
  },

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
  "a detector where there is none": detector(undefined),
  "another detector": detector({ id: OTHER, status: "ENABLED" }),
  "a detector that is not declared": undeclared("administrator", {}),
  "a detector with a destination that is not declared": undeclared(
    "administrator",
    {},
    { id: DESTINATION, destinationArn: "arn:aws:s3:::acme-old-findings" },
  ),
  "a destination that is not declared": undeclaredDestination({
    "us-east-1": { detectorId: DETECTOR },
  }),
  "a destination of the stack's detector that is not declared": undeclaredDestination(),
  "a destination where there is none": destination(),
  "another destination": destination({ id: OTHER, type: "S3" }),
  "a destination of another type": destination({ id: DESTINATION, type: "SQS" }),
  "a delegation in no Region": delegation({ "us-east-1": undefined, "me-south-1": undefined }),
  "a delegation in one Region of three": delegation({
    "us-east-1": ADMINISTRATOR,
    "me-south-1": undefined,
    "eu-west-1": "444455556666",
  }),
  "a second export of the same detectors": second(["me-south-1", "us-east-1"]),
  "a second export of some of the same detectors": second(["me-south-1"]),
  "a detector of the management account that another component has": second(["us-east-1"], {
    accountId: "999900001111",
    detector: true,
  }),
  "a member in no Region": existingMember(),
  "a member in one Region of two": existingMember("us-east-1"),
  "a detector of the management account": undeclared("management", {
    organization: { management: { accountId: "999900001111", detector: true } },
  }),
  "a suspended detector": detector({ id: DETECTOR, status: "DISABLED" }, { enable: false }),
  "a destination that goes elsewhere": {
    args: {},
    aws: { destinationArn: "arn:aws:s3:::other" },
    find: ({ aws }) =>
      preflight.redirectionProblems("us-east-1", OTHER, { ...redirection, ...aws }, redirection),
    done: () => redirection,
  },

  "a role that deploys a locked bucket and is not excepted": deploying(
    `arn:aws:sts::${ADMINISTRATOR}:assumed-role/deploy/session`,
  ),
  "a user that deploys a locked bucket": deploying(`arn:aws:iam::${ADMINISTRATOR}:user/ann`),
  "a bucket's name that is in use": {
    args: { bucket: { name: "acme-findings" } },
    aws: { buckets: ["acme-findings"] },
    find: ({ args, aws }) => {
      const { name } = args["bucket"] as { name: string };
      return (aws["buckets"] as string[]).includes(name)
        ? preflight.bucketNameProblems(name, { own: false, named: true })
        : [];
    },
  },
  "a bucket of the export that the state does not have": ownBucket({ name: "acme-findings" }),
  "such a bucket of a generated name": ownBucket({}),
  "a key of the export that is pending deletion": {
    args: {},
    aws: { deleting: [KEY] },
    find: ({ aws }) => preflight.deletingKeyProblems(aws["deleting"] as string[]),
    done: () => ({ deleting: [] }),
  },
  "a key of the export that the state does not have": {
    args: {},
    aws: {},
    find: ({ args }) => {
      const { existing } = (args["key"] ?? {}) as { existing?: object };
      if (existing !== undefined) return [];
      return preflight.aliasProblems("alias/findings", {
        arn: KEY,
        keyState: "Enabled",
        own: true,
      });
    },
  },
  "an invitation that is accepted, which the state does not have": {
    args: { acceptInvitation: true },
    aws: { recorded: false },
    find: ({ aws }) =>
      aws["recorded"] === true
        ? []
        : [
            preflight.acceptanceProblem(
              { administrator: ADMINISTRATOR, region: "us-east-1" },
              "pulumi import aws:guardduty/inviteAccepter:InviteAccepter member-invitation-us-east-1",
            ),
          ],
    done: () => ({ recorded: true }),
  },
  "a topic of the export that the state does not have": {
    args: { notifications: true },
    aws: { recorded: false },
    find: ({ aws }) => {
      const arn = "arn:aws:sns:us-east-1:111122223333:findings-notifications-topic-0a1b2c3";
      return aws["recorded"] === true ? [] : [preflight.lostTopicWarning(arn)];
    },
    done: () => ({ recorded: true }),
  },
  "a queue of a reader that the state does not have": {
    args: {},
    aws: { recorded: false },
    find: ({ aws }) =>
      aws["recorded"] === true
        ? []
        : [
            preflight.lostPartProblem(
              {
                kind: "queue",
                name: "arn:aws:sqs:us-east-1:111122223333:findings-siem-queue-0a1b2c3",
              },
              "pulumi import aws:sqs/queue:Queue findings-siem-queue URL",
            ),
          ],
    done: () => ({ recorded: true }),
  },
  "a filter that the state does not have": {
    args: {},
    aws: { recorded: false },
    find: ({ aws }) =>
      aws["recorded"] === true
        ? []
        : [
            preflight.takenEntryProblem(
              "filter low in us-east-1",
              "pulumi import aws:guardduty/filter:Filter findings-filters-low-us-east-1 ID",
              { isPreview: false },
            ),
          ],
    done: () => ({ recorded: true }),
  },
  "an alias of the export's key that the state does not have": {
    args: { key: { alias: "alias/findings" } },
    aws: { aliased: true },
    find: ({ aws }) =>
      aws["aliased"] === true ? [preflight.lostAliasProblem("alias/findings", KEY)] : [],
    done: () => ({ aliased: false }),
  },
  "an alias of a key that is pending deletion": {
    args: { key: { alias: "alias/findings" } },
    aws: { keyState: "PendingDeletion" },
    find: ({ args, aws }) => {
      const { alias } = args["key"] as { alias: string };
      const found = { arn: KEY, keyState: aws["keyState"] as string };
      return alias === "alias/findings" ? preflight.aliasProblems(alias, found) : [];
    },
    done: () => ({ keyState: "Enabled" }),
  },

  "a reader's queue that does not exist": {
    args: { queue: { existing: { url: "https://sqs.us-east-1.amazonaws.com/111122223333/siem" } } },
    aws: {},
    find: ({ args }) => {
      const { existing } = args["queue"] as { existing?: { url: string } };
      return preflight.queueEntries(existing?.url).map(preflight.entryProblem);
    },
  },

  "a bus of events that does not exist": absent("busArn", BUS, preflight.busEntries),
  "a topic of events that does not exist": absent("topicArn", TOPIC, preflight.topicEntries),
  "a bucket of access logs that does not exist": absent("logs", "acme-logs", (path, name) =>
    preflight.bucketEntries(path, name, "us-east-1"),
  ),

  "a check with a provider that the program passes": {
    args: {},
    aws: {},
    find: ({ aws }) =>
      "compared" in aws
        ? []
        : [preflight.uncheckedOfProvider({ check: "delegation", region: "us-east-1" })],
    done: () => ({ compared: true }),
  },
  ...Object.fromEntries(
    (
      [
        { check: "credentials", account: "bucket" },
        { check: "delegatedAdministrator" },
        { check: "enabledRegions", account: "member" },
        { check: "sameAccount", account: "administrator" },
        { check: "marker", bucket: "acme-logs", key: "guardduty/" },
        { check: "detector", region: "us-east-1", detectorId: DETECTOR },
        { check: "undeclaredDetector", region: "us-east-1" },
        { check: "destination", region: "us-east-1", destinationId: DESTINATION },
        { check: "undeclaredDestination", region: "us-east-1", detectorId: DETECTOR },
        { check: "delegation", region: "us-east-1" },
        { check: "members", region: "us-east-1" },
        { check: "acceptance", region: "us-east-1" },
        { check: "existing", of: "bucket" },
        { check: "existing", of: "key" },
        { check: "newName", of: "bucket" },
        { check: "newName", of: "key" },
        { check: "deletingKeys" },
        { check: "destinationKeys" },
        { check: "notifiedTopic" },
      ] as const
    ).map((subject) => [`a check that AWS does not answer: ${subject.check}`, unchecked(subject)]),
  ),
};
