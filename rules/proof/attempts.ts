import type { AccessRequest } from "../evaluator";
import { findingsFolder, type ExportSource } from "../policies";
import { encryptedWith, findingArn, guardDutyRequest } from "./calls";
import { everyDetectorOf, passersBy, strangersTo, type Stranger } from "./strangers";
import type { ExportPolicies, PolicyName } from "./types";

/** Something that nobody but GuardDuty should do, or not even GuardDuty. */
interface Deed {
  call: string;
  policy: PolicyName;
  action: string;
  resource: string;
}

export interface Attempt extends Deed {
  who: string;
  request: AccessRequest;
  /** The source ARN of a statement for which this is known behaviour. */
  acceptedFor?: string;
}

/** What nobody but the exported detectors, and nobody at all, should be able to do. */
export function attemptsOf(policies: ExportPolicies, services: string[]): Attempt[] {
  const { sources } = policies;
  const [first] = sources;
  return [
    ...sources.flatMap((source) => [
      ...strangersTo(source, sources, services).flatMap((stranger) =>
        exportDeeds(policies, source).map((deed) => byStranger(policies, deed, stranger, source)),
      ),
      ...furtherDeeds(policies, source).map((deed) => byGuardDuty(policies, deed, source)),
    ]),
    ...(first === undefined ? [] : passersBy(sources)).flatMap((stranger) =>
      exportDeeds(policies, first as ExportSource).map((deed) =>
        byStranger(policies, deed, stranger),
      ),
    ),
  ];
}

/** What GuardDuty does to export. */
function exportDeeds(policies: ExportPolicies, source: ExportSource): Deed[] {
  const { bucketArn, keyArn } = policies;
  const object = findingArn(policies, source, source.accountId);
  return [
    deed("look up the bucket", "bucket", "s3:GetBucketLocation", bucketArn),
    deed("write findings", "bucket", "s3:PutObject", object),
    deed("use the key", "key", "kms:GenerateDataKey", keyArn),
  ];
}

/** What GuardDuty never does to export. */
function furtherDeeds(policies: ExportPolicies, source: ExportSource): Deed[] {
  const { bucketArn, prefix, keyArn } = policies;
  const folder = findingsFolder(prefix);
  const object = findingArn(policies, source, source.accountId);
  const places = [`${folder.slice(0, -1)}-elsewhere`, "elsewhere", ...(prefix ? ["AWSLogs/"] : [])];
  return [
    ...places.map((place) =>
      deed("write outside of its folder", "bucket", "s3:PutObject", `${bucketArn}/${place}`),
    ),
    deed("read findings", "bucket", "s3:GetObject", object),
    deed("delete findings", "bucket", "s3:DeleteObject", object),
    deed("change the bucket policy", "bucket", "s3:PutBucketPolicy", bucketArn),
    deed("decrypt with the key", "key", "kms:Decrypt", keyArn),
    deed("change the key policy", "key", "kms:PutKeyPolicy", keyArn),
  ];
}

function deed(call: string, policy: PolicyName, action: string, resource: string): Deed {
  return { call, policy, action, resource };
}

/** They send the headers that serve them best: those that GuardDuty sends. */
function headersOf({ keyArn }: ExportPolicies, { action }: Deed) {
  return action === "s3:PutObject" ? encryptedWith(keyArn) : {};
}

function byStranger(
  policies: ExportPolicies,
  done: Deed,
  { who, principal, known, absent, ofSourceAccount }: Stranger,
  source?: ExportSource,
): Attempt {
  return {
    ...done,
    who,
    request: {
      principal,
      action: done.action,
      resource: done.resource,
      context: { known: { ...known, ...headersOf(policies, done) }, absent, otherwise: "unknown" },
    },
    ...(ofSourceAccount && source && { acceptedFor: everyDetectorOf(source) }),
  };
}

function byGuardDuty(policies: ExportPolicies, done: Deed, source: ExportSource): Attempt {
  const { action, resource } = done;
  const request = guardDutyRequest(source, action, resource, headersOf(policies, done));
  return { ...done, who: "GuardDuty itself", request };
}
