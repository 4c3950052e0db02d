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
import { ReaderPreset } from "./choices";
import type { IdentityKind } from "./presets";
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
  /** Whether it has a queue of its own. */
  queue: boolean;
  deletesAfterTransfer: boolean;
  visibilityTimeoutSeconds: number;
}

const KINDS = ["role", "webIdentity", "accessKey"] as const;

const principalArn = matching(
  eitherPattern(/^\d{12}$/, arnPattern("iam"), arnPattern("sts")),
  "the ARN of an account, a role or a user, such as arn:aws:iam::111122223333:root",
);

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const roleName = plain(
  z.string().regex(/^[\w+=,.@-]{1,64}$/, {
    error: (issue) => `must be 1 to 64 letters, digits or _+=,.@-; got ${shown(issue.input)}`,
  }),
);

const words = input(z.string().min(1));

/** The arguments of a FindingsReader. */
export const readerShape = {
  preset: choice(ReaderPreset).optional(),
  findingsUri,
  keyArn,
  topicArn: topicArn.optional(),
  homeRegion: regionName.optional(),
  role: object({
    principalArns: someOf(principalArn, "principal"),
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
  accessKey: object({ keyVersion: wholeNumber(1, 1_000_000).optional() }).optional(),
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
      (args.role ?? args.webIdentity)?.name ?? (roleNamePrefix && roleNamePrefix + component),
    keyVersion: args.accessKey?.keyVersion ?? 1,
    generatesExternalId: args.role !== undefined && args.role.externalId === undefined,
    queue: args.topicArn !== undefined && PRESETS[preset].queueActions.length > 0,
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
  return kind === "webIdentity" ? webIdentityProblems(args["webIdentity"], known) : [];
}

function webIdentityProblems(web: unknown, preset: (typeof PRESETS)[ReaderPreset]): Problem[] {
  if (!isRecord(web)) return [];
  const problems: Problem[] = [];
  const { roleNamePrefix } = preset;
  const name = web["name"];
  if (roleNamePrefix && typeof name === "string" && !name.startsWith(roleNamePrefix)) {
    const reason = `must start with ${roleNamePrefix}, or the vendor does not find the role; got ${shown(name)}`;
    problems.push({ path: "webIdentity.name", reason });
  }
  if (web["provider"] === undefined && preset.provider === undefined) {
    const reason = "is required: the ARN of the OIDC provider whose tokens are taken";
    problems.push({ path: "webIdentity.provider", reason });
  }
  if (web["subjects"] === undefined && web["sessionNames"] === undefined) {
    const reason =
      "give subjects or sessionNames: without either, everybody with a token of that provider could read";
    problems.push({ path: "webIdentity", reason });
  }
  return problems;
}
