import { z } from "zod";

import { arnPattern, eitherPattern } from "../arn";
import type { Read } from "../args";
import { isLater, read } from "../args";
import {
  choice,
  exampleOf,
  externalId,
  findingsUri,
  input,
  keyArn,
  matching,
  object,
  plain,
  regionName,
  someOf,
  tags,
  topicArn,
  wholeNumber,
  words,
} from "../args/fields";
import { isRecord } from "../args/unchecked";
import type { Fix, Problem, ProblemId, ValuesOf } from "../problems";
import { problem, remove, setLike, setTo } from "../problems";
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

/** The subject of a service account, for examples. */
const SUBJECT = "104563210987654321098";

const KINDS = ["role", "webIdentity", "accessKey", "service"] as const;

const principalArn = input(
  matching(
    eitherPattern(/^\d{12}$/, arnPattern("iam"), arnPattern("sts")),
    "principalArn",
    "arn:aws:iam::111122223333:root",
  ),
);

const SOURCE_ARN = "arn:aws:osis:us-east-1:111122223333:pipeline/findings";

const sourceArn = input(
  matching(arnPattern("[a-z-]+"), "arn", SOURCE_ARN, {
    values: { of: "what the service reads for" },
  }),
);

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const roleName = matching(/^[\w+=,.@-]{1,64}$/, "roleName", "findings-reader");

const word = (example: string) => input(words(example));
const list = (schema: z.ZodType) => input(someOf(schema));

const queueUrl = input(
  matching(
    /^https:\/\/[^/]+\/\d{12}\/[\w-]{1,80}$/,
    "queueUrl",
    "https://sqs.us-east-1.amazonaws.com/111122223333/siem",
  ),
);

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
    sessionNames: list(word("collector")).optional(),
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
  const name = args["preset"] ?? "generic";
  const preset = (
    typeof name === "string" && Object.hasOwn(PRESETS, name) ? name : "generic"
  ) as ReaderPreset;
  const known = PRESETS[preset];
  const [usable] = known.identities as [IdentityKind];
  if (given.length !== 1) {
    const kept = given.find((kind) => known.identities.includes(kind)) ?? given[0];
    const fix =
      kept === undefined
        ? setLike(usable, identityExample(usable, known))
        : remove(...given.filter((kind) => kind !== kept));
    return [problem("readerIdentity", "", fix, { given, kinds: KINDS })];
  }
  const [kind] = given as [IdentityKind];
  if (!known.identities.includes(kind)) {
    const value = identityExample(usable, known);
    const fix: Fix = { action: "replace", path: kind, by: usable, value };
    return [problem("identityOfPreset", kind, fix, { preset, identities: known.identities })];
  }
  const identity = args[kind];
  return [
    ...(isRecord(identity) ? IDENTITY_PROBLEMS[kind](identity, preset, known) : []),
    ...queueProblems(args, preset, known),
  ];
}

const PRINCIPALS = ["arn:aws:iam::111122223333:root"];
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.example.com";

/** A valid identity of a kind. */
function identityExample(kind: IdentityKind, known: VendorPreset): object {
  switch (kind) {
    case "role":
      return {
        ...(known.principalArns === undefined && { principalArns: PRINCIPALS }),
        ...(known.externalId === "vendor" && { externalId: "acme" }),
      };
    case "webIdentity":
      return {
        ...(known.provider === undefined && { provider: PROVIDER }),
        ...(known.audiences === undefined && { audiences: ["findings"] }),
        ...(known.sessionNamePrefix === undefined
          ? { subjects: [SUBJECT] }
          : { sessionNames: [sessionName(known.sessionNamePrefix)] }),
      };
    case "accessKey":
      return { acknowledgeLongLivedKey: true };
    case "service":
      return known.sourceArns === true ? { sourceArns: [SOURCE_ARN] } : {};
  }
}

const sessionName = (prefix: string) => `${prefix}1234abcd-12ab-34cd-56ef-1234567890ab`;

type IdentityProblems = (given: Given, preset: ReaderPreset, known: VendorPreset) => Problem[];
interface Given {
  [name: string]: unknown;
}

const IDENTITY_PROBLEMS: { [kind in IdentityKind]: IdentityProblems } = {
  role: ({ principalArns, externalId: id }, preset, known) => [
    ...problemIf(
      principalArns === undefined && known.principalArns === undefined,
      "principalsOfVendor",
      "role.principalArns",
      setLike("role.principalArns", PRINCIPALS),
      { preset },
    ),
    ...problemIf(
      id === undefined && known.externalId === "vendor",
      "externalIdOfVendor",
      "role.externalId",
      setLike("role.externalId", "acme"),
      { preset },
    ),
    ...problemIf(
      id !== undefined && known.externalId === "none",
      "externalIdNotSent",
      "role.externalId",
      remove("role.externalId"),
      { preset },
    ),
  ],

  webIdentity: webIdentityProblems,

  accessKey: ({ acknowledgeLongLivedKey: got }) => {
    const path = "accessKey.acknowledgeLongLivedKey";
    return problemIf(got !== true, "longLivedKey", path, setTo(path, true), { got });
  },

  service: ({ sourceArns }, preset, known) => [
    ...problemIf(
      sourceArns === undefined && known.sourceArns === true,
      "sourcesMissing",
      "service.sourceArns",
      setLike("service.sourceArns", [SOURCE_ARN]),
      { preset },
    ),
    ...problemIf(
      sourceArns !== undefined && known.sourceArns === undefined,
      "sourcesNotSent",
      "service.sourceArns",
      remove("service.sourceArns"),
      { preset },
    ),
  ],
};

function queueProblems(args: Given, preset: string, { queueActions }: VendorPreset): Problem[] {
  const { queue, topicArn: topic } = args;
  if (!isRecord(queue) || queue["existing"] === undefined) return [];
  const reads = queueActions.length > 0;
  const example = exampleOf(readerShape.topicArn);
  return [
    ...problemIf(!reads, "queueNotReadByPreset", "queue", remove("queue"), { preset }),
    ...problemIf(
      reads && topic === undefined,
      "queueWithoutTopic",
      "topicArn",
      setLike("topicArn", example),
      {},
    ),
  ];
}

function webIdentityProblems(
  { name, provider, audiences, subjects, sessionNames }: Given,
  preset: ReaderPreset,
  known: VendorPreset,
): Problem[] {
  const { roleNamePrefix = "", sessionNamePrefix: prefix = "" } = known;
  const bySession = prefix !== "";
  const sessions = [sessionNames].flat();
  const wrong = sessions.find(
    (one) => typeof one === "string" && bySession && !one.startsWith(prefix),
  );
  const misnamed = typeof name === "string" && !name.startsWith(roleNamePrefix);
  const namePath = "webIdentity.name";
  const sessionsPath = "webIdentity.sessionNames";
  const sessionsLike = setLike(sessionsPath, [sessionName(prefix)]);
  return [
    ...problemIf(
      misnamed,
      "roleNamePrefix",
      namePath,
      setTo(namePath, `${roleNamePrefix}${name}`),
      {
        prefix: roleNamePrefix,
        got: name,
      },
    ),
    ...problemIf(
      provider === undefined && known.provider === undefined,
      "providerOfPreset",
      "webIdentity.provider",
      setLike("webIdentity.provider", PROVIDER),
      {},
    ),
    ...problemIf(
      audiences === undefined && known.audiences === undefined,
      "anyAudience",
      "webIdentity.audiences",
      setLike("webIdentity.audiences", ["findings"]),
      {},
    ),
    ...problemIf(
      !bySession && subjects === undefined,
      "anySubject",
      "webIdentity.subjects",
      setLike("webIdentity.subjects", [SUBJECT]),
      {},
    ),
    ...problemIf(
      !bySession && sessionNames !== undefined,
      "sessionsRestrictNothing",
      sessionsPath,
      remove(sessionsPath),
      {},
    ),
    ...problemIf(
      bySession && sessionNames === undefined,
      "sessionsMissing",
      sessionsPath,
      sessionsLike,
      { prefix, preset },
    ),
    ...problemIf(wrong !== undefined, "sessionPrefix", sessionsPath, sessionsLike, {
      prefix,
      got: wrong,
    }),
  ];
}

function problemIf<Id extends ProblemId>(
  wrong: boolean,
  id: Id,
  path: string,
  fix: Fix,
  values: ValuesOf<Id> extends undefined ? object : ValuesOf<Id>,
): Problem[] {
  return wrong ? [{ id, severity: "error", path, fix, values: values as object }] : [];
}
