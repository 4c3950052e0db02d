import type { ArnLocation } from "../../arn";
import { arnOf } from "../../arn";
import { isLater } from "../../args";
import { generatedName } from "../../generatedNames";
import { accountIdOf } from "../../plan/accounts";
import type { ExportPlan } from "../../plan/exportPlan";
import { shownText } from "../../plan/unknown";
import { findingsFolder } from "../../policies";
import type { PolicyDocument } from "../../policyDocument";
import { tlsOnlyQueuePolicy } from "../../queues";
import type { Args } from "../types";

/** What a policy of an add-on is of. */
export type DocumentKind =
  /** Who may take a role. */
  | "trust"
  /** What a role or a user may do. */
  | "rights"
  | "queuePolicy"
  | "topicPolicy"
  | "keyPolicy"
  | "bucketPolicy"
  /** Statements that the owner of a queue or a topic has to have in its policy. */
  | "statements";

/** A policy that an add-on writes, as far as a configuration decides it: what is not known yet stands for itself. */
export interface AddOnDocument {
  /** Config key of the add-on; that of a reader with its name. */
  addOn: string;
  kind: DocumentKind;
  /** Logical name of the resource that has it; the ARN or URL of what exists. */
  of: string;
  document: PolicyDocument;
  /** Of a role for one bucket: whether that is the bucket of the findings. */
  ofFindings?: boolean;
}

/** What stands for a value that is encrypted in the configuration. */
export const SECRET_STAND_IN = "<secret>";
/** What stands for an external id that a deployment generates. */
export const EXTERNAL_ID_STAND_IN = "<external id>";
/** What stands for the account of the credentials where the configuration names none. */
export const ACCOUNT_STAND_IN = "<account id>";

/** What the policies of add-ons speak of. */
export interface Facts {
  exported: ExportPlan;
  accountId: string;
  bucketAccountId: string;
  findingsUri: string;
  keyArn: string;
  /** The topic of new findings, and its key. */
  topicArn: string;
  topicKeyArn: string;
}

/** The same of a configuration. */
export function factsOf(exported: ExportPlan, component: string): Facts {
  const { accounts, settings, shown, home } = exported;
  const idOf = (role: typeof accounts.bucketOwner) =>
    accountIdOf(accounts, role) ?? ACCOUNT_STAND_IN;
  const bucketAccountId = idOf(accounts.bucketOwner);
  const location = { region: home.name, accountId: bucketAccountId };
  return {
    exported,
    accountId: idOf("administrator"),
    bucketAccountId,
    findingsUri: `s3://${shown.bucketName}/${findingsFolder(settings.bucket.prefix)}`,
    keyArn: shown.keyArn,
    topicArn: arnOf("sns", location, generatedName(`${component}-notifications-topic`)),
    topicKeyArn: shownText({ unknown: "keyArn", ...location }),
  };
}

export function tlsOnlyQueue(addOn: string, of: string, at: ArnLocation): AddOnDocument {
  return queueDocument(addOn, of, tlsOnlyQueuePolicy(arnOf("sqs", at, generatedName(of))));
}

export function queueDocument(addOn: string, of: string, document: PolicyDocument): AddOnDocument {
  return { addOn, kind: "queuePolicy", of, document };
}

export const single = (statement: PolicyDocument["Statement"]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [statement].flat(),
});

/** Arguments with a stand-in for what only a deployment can read. */
export function known(value: unknown): unknown {
  if (isLater(value)) return SECRET_STAND_IN;
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value as Args).map(([key, one]) => [key, known(one)]));
}
