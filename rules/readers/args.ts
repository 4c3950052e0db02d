import { z } from "zod";

import { arnPattern, eitherPattern } from "../arn";
import type { Problem, Read } from "../args";
import { isLater, read } from "../args";
import {
  choice,
  externalId,
  input,
  object,
  plain,
  regionName,
  tags,
  wholeNumber,
} from "../args/fields";
import { findingsUri, keyArn, matching, someOf, topicArn } from "../args/inputFields";
import { shown } from "../args/problems";
import { isRecord } from "../args/unchecked";
import { QueuePolicyMode, ReaderPreset } from "./choices";
import type { IdentityKind, VendorPreset } from "./presets";
import { PRESETS } from "./presets";

/** The structure of a FindingsReader, every default filled in. */
export interface ReaderSettings {
  preset: ReaderPreset;
  homeRegion?: string;
  identity: IdentityKind;
  /** Undefined: named by Pulumi. */
  roleName?: string;
  keyVersion: number;
  generatesExternalId: boolean;
  /** Whether it has a queue: its own, or one that exists. */
  queue: boolean;
  /** How the policy of a queue that exists is treated; undefined: the queue is the reader's own. */
  existingQueue?: QueuePolicyMode;
  deletesAfterTransfer: boolean;
  visibilityTimeoutSeconds: number;
}

const KINDS = ["role", "webIdentity", "accessKey", "service"] as const;

const principalArn = matching(
  eitherPattern(/^\d{12}$/, arnPattern("iam"), arnPattern("sts")),
  "the ARN of an account, a role or a user, such as arn:aws:iam::111122223333:root",
);

const sourceArn = matching(
  arnPattern("[a-z-]+"),
  "the ARN of what the service reads for, such as arn:aws:osis:us-east-1:111122223333:pipeline/findings",
);

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const roleName = plain(
  z.string().regex(/^[\w+=,.@-]{1,64}$/, {
    error: (issue) => `must be 1 to 64 letters, digits or _+=,.@-; got ${shown(issue.input)}`,
  }),
);

const words = input(z.string().min(1));

const queueUrl = matching(
  /^https:\/\/[^/]+\/\d{12}\/[\w-]{1,80}$/,
  "the URL of an SQS queue, such as https://sqs.us-east-1.amazonaws.com/111122223333/siem",
);

/** The arguments of a FindingsReader. */
export const readerShape = {
  preset: choice(ReaderPreset).optional(),
  findingsUri,
  keyArn,
  topicArn: topicArn.optional(),
  homeRegion: regionName.optional(),
  queue: object({
    existing: object({ url: queueUrl, policy: choice(QueuePolicyMode).optional() }).optional(),
  }).optional(),
  role: object({
    principalArns: someOf(principalArn, "principal").optional(),
    externalId: input(externalId).optional(),
    name: roleName.optional(),
  }).optional(),
  webIdentity: object({
    provider: matching(
      eitherPattern(/^accounts\.google\.com$/, arnPattern("iam", "oidc-provider/\\S+")),
      "accounts.google.com or the ARN of an OIDC provider",
    ).optional(),
    audiences: someOf(words, "audience").optional(),
    subjects: someOf(words, "subject").optional(),
    sessionNames: someOf(words, "session name").optional(),
    name: roleName.optional(),
  }).optional(),
  accessKey: object({
    acknowledgeLongLivedKey: plain(z.boolean()).optional(),
    keyVersion: wholeNumber(1, 1_000_000).optional(),
  }).optional(),
  service: object({
    sourceArns: someOf(sourceArn, "source").optional(),
    name: roleName.optional(),
  }).optional(),
  deletesAfterTransfer: plain(z.boolean()).optional(),
  visibilityTimeoutSeconds: wholeNumber(0, 43_200).optional(),
  tags: tags.optional(),
};

const schema = object(readerShape);

/** Reads the arguments of the FindingsReader named `component`. Throws nothing. */
export function readReaderArgs(component: string, args: unknown): Read<ReaderSettings> {
  return read(schema, relations, (valid) => settingsOf(component, valid), args);
}

function settingsOf(component: string, args: z.output<typeof schema>): ReaderSettings {
  const preset = args.preset ?? "generic";
  const { roleNamePrefix } = PRESETS[preset];
  return {
    preset,
    homeRegion: args.homeRegion,
    identity: KINDS.find((kind) => args[kind] !== undefined) as IdentityKind,
    roleName:
      (args.role ?? args.webIdentity ?? args.service)?.name ??
      (roleNamePrefix && roleNamePrefix + component),
    keyVersion: args.accessKey?.keyVersion ?? 1,
    generatesExternalId:
      args.role !== undefined &&
      args.role.externalId === undefined &&
      PRESETS[preset].externalId === undefined,
    queue: args.topicArn !== undefined && PRESETS[preset].queueActions.length > 0,
    existingQueue: args.queue?.existing && (args.queue.existing.policy ?? "merge"),
    deletesAfterTransfer: args.deletesAfterTransfer ?? false,
    visibilityTimeoutSeconds: args.visibilityTimeoutSeconds ?? 300,
  };
}

/** What is wrong between the arguments. */
function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  const given = KINDS.filter((kind) => args[kind] !== undefined);
  const preset = (args["preset"] ?? "generic") as ReaderPreset;
  if (given.length !== 1) {
    const reason = `give exactly one of ${KINDS.join(", ")}; got ${given.join(", ") || "none"}`;
    return [{ path: "", reason }];
  }
  const known = PRESETS[preset];
  if (known === undefined) return [];
  const [kind] = given as [IdentityKind];
  if (!known.identities.includes(kind)) {
    const reason = `is not how ${preset} reads; give ${known.identities.join(" or ")}`;
    return [{ path: kind, reason }];
  }
  const identity = args[kind];
  return [
    ...(isRecord(identity) ? IDENTITY_PROBLEMS[kind](identity, preset, known) : []),
    ...queueProblems(args, preset, known),
  ];
}

type IdentityProblems = (given: Given, preset: ReaderPreset, known: VendorPreset) => Problem[];
interface Given {
  [name: string]: unknown;
}

const IDENTITY_PROBLEMS: { [kind in IdentityKind]: IdentityProblems } = {
  role: ({ principalArns, externalId: id }, preset, known) => [
    ...problemIf(
      principalArns === undefined && known.principalArns === undefined,
      "role.principalArns",
      `is required: the ARNs of the accounts, roles or users that ${preset} reads as. Fix: copy them from the vendor's form`,
    ),
    ...problemIf(
      id === undefined && known.externalId === "vendor",
      "role.externalId",
      `is required: ${preset} chooses it. Fix: copy the external id from the vendor's form`,
    ),
    ...problemIf(
      id !== undefined && known.externalId === "none",
      "role.externalId",
      `must not be set: ${preset} sends no external id, so it could not take the role. Fix: remove it`,
    ),
  ],

  webIdentity: webIdentityProblems,

  accessKey: ({ acknowledgeLongLivedKey }) =>
    problemIf(
      acknowledgeLongLivedKey !== true,
      "accessKey.acknowledgeLongLivedKey",
      `must be true: an access key does not expire, and its secret is in the stack's state; got ${shown(acknowledgeLongLivedKey)}. Fix: use role or webIdentity, or set it to true`,
    ),

  service: ({ sourceArns }, preset, known) => [
    ...problemIf(
      sourceArns === undefined && known.sourceArns === true,
      "service.sourceArns",
      `is required: the ARNs of the pipelines that take the role. Fix: set it to arn:aws:osis:<region>:<account id>:pipeline/<name>`,
    ),
    ...problemIf(
      sourceArns !== undefined && known.sourceArns === undefined,
      "service.sourceArns",
      `must not be set: the service of ${preset} says no source when it takes a role. Fix: remove it`,
    ),
  ],
};

function queueProblems(args: Given, preset: string, { queueActions }: VendorPreset): Problem[] {
  const { queue, topicArn: topic } = args;
  if (!isRecord(queue) || queue["existing"] === undefined) return [];
  return [
    ...problemIf(
      queueActions.length === 0,
      "queue",
      `must not be set: ${preset} reads no queue of yours. Fix: remove it`,
    ),
    ...problemIf(
      queueActions.length > 0 && topic === undefined,
      "topicArn",
      "is required with queue.existing: the queue is subscribed to it. Fix: set notifications to true, or give the topic's ARN",
    ),
  ];
}

function webIdentityProblems(
  { name, provider, audiences, subjects, sessionNames }: Given,
  preset: ReaderPreset,
  known: VendorPreset,
): Problem[] {
  const { roleNamePrefix, sessionNamePrefix } = known;
  const bySession = sessionNamePrefix !== undefined;
  const wrong = [sessionNames].flat().find((one) => {
    return typeof one === "string" && bySession && !one.startsWith(sessionNamePrefix);
  });
  return [
    ...problemIf(
      roleNamePrefix !== undefined && typeof name === "string" && !name.startsWith(roleNamePrefix),
      "webIdentity.name",
      `must start with ${roleNamePrefix}, or the vendor does not find the role; got ${shown(name)}`,
    ),
    ...problemIf(
      provider === undefined && known.provider === undefined,
      "webIdentity.provider",
      "is required: the ARN of the OIDC provider whose tokens are accepted",
    ),
    ...problemIf(
      audiences === undefined && known.audiences === undefined,
      "webIdentity.audiences",
      "is required: without it, a token that the provider issued for any other application would be accepted",
    ),
    ...problemIf(
      !bySession && subjects === undefined,
      "webIdentity.subjects",
      "is required: without it, every identity with a token of that provider could read",
    ),
    ...problemIf(
      !bySession && sessionNames !== undefined,
      "webIdentity.sessionNames",
      `must not be set: a caller chooses the name of its session, so it restricts no caller outside the preset sentinel. Fix: use subjects`,
    ),
    ...problemIf(
      bySession && sessionNames === undefined,
      "webIdentity.sessionNames",
      `is required: ${sessionNamePrefix}<workspace id>, by which ${preset} is told apart from other customers of the provider`,
    ),
    ...problemIf(
      wrong !== undefined,
      "webIdentity.sessionNames",
      `must start with ${sessionNamePrefix}; got ${shown(wrong)}. Fix: use ${sessionNamePrefix}<workspace id>`,
    ),
  ];
}

function problemIf(wrong: boolean, path: string, reason: string): Problem[] {
  return wrong ? [{ path, reason }] : [];
}
