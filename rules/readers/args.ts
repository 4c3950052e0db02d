import { z } from "zod";

import { arnPattern, eitherPattern } from "../arn";
import type { Read } from "../args";
import { read } from "../args";
import {
  choice,
  externalId,
  findingsUri,
  input,
  keyArn,
  matching,
  object,
  plain,
  queueUrl,
  regionName,
  someOf,
  tags,
  topicArn,
  wholeNumber,
  words,
} from "../args/fields";
import { QueuePolicyMode, ReaderPreset } from "./choices";
import { SOURCE_ARN, SUBJECT } from "./examples";
import type { IdentityKind } from "./presets";
import { PRESETS } from "./presets";
import { IDENTITY_KINDS, relations } from "./relations";

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

/** The path of an identity. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const PATH = "(?:[\\x21-\\x29\\x2b-\\x3e\\x40-\\x7e]+/)?";

/** What IAM takes in a trust policy: no pattern and no group. */
const principalArn = input(
  matching(
    eitherPattern(
      /^\d{12}$/,
      arnPattern("iam", "root"),
      arnPattern("iam", `(role|user)/${PATH}[\\w+=,.@-]+`),
      arnPattern("sts", "assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+"),
      arnPattern("sts", "federated-user/[\\w+=,.@-]+"),
    ),
    "principalArn",
    "arn:aws:iam::111122223333:root",
  ),
);

const sourceArn = input(
  matching(arnPattern("[a-z-]+"), "arn", SOURCE_ARN, {
    values: { of: "what the service reads for" },
  }),
);

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const roleName = matching(/^[\w+=,.@-]{1,64}$/, "roleName", "findings-reader");

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = matching(/^[\w+=,.@-]{2,64}$/, "sessionName", "collector");

const word = (example: string) => input(words(example));
const list = (schema: z.ZodType) => input(someOf(schema));

/** The arguments of a FindingsReader. */
export const readerShape = {
  preset: choice(ReaderPreset).optional(),
  findingsUri,
  keyArn: input(keyArn),
  topicArn: topicArn.optional(),
  homeRegion: regionName.optional(),
  queue: object({
    existing: object({ url: queueUrl, policy: choice(QueuePolicyMode).optional() }).optional(),
  }).optional(),
  role: object({
    principalArns: list(principalArn).optional(),
    externalId: input(externalId).optional(),
    name: roleName.optional(),
  }).optional(),
  webIdentity: object({
    provider: input(
      matching(
        eitherPattern(/^accounts\.google\.com$/, arnPattern("iam", "oidc-provider/\\S+")),
        "provider",
        "arn:aws:iam::111122223333:oidc-provider/token.example.com",
      ),
    ).optional(),
    audiences: list(word("findings")).optional(),
    subjects: list(word(SUBJECT)).optional(),
    sessionNames: list(input(sessionName)).optional(),
    name: roleName.optional(),
  }).optional(),
  accessKey: object({
    acknowledgeLongLivedKey: plain(z.boolean()).optional(),
    keyVersion: wholeNumber(1, 1_000_000).optional(),
  }).optional(),
  service: object({
    sourceArns: list(sourceArn).optional(),
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
    identity: IDENTITY_KINDS.find((kind) => args[kind] !== undefined) as IdentityKind,
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
