import * as fc from "fast-check";

import type { AccessRequest } from "../../rules/evaluator";
import type { PolicyDocument } from "../../rules/policyDocument";
import { assessPolicies, type Assessment, type ExportFinding } from "../../rules/proof";
import { encryptedWith, guardDutyRequest } from "../../rules/proof/calls";
import type { RequestAction } from "../../rules/proof/requestKeys";
import { simulated } from "../differential";
import { ACCOUNT, BUCKET, claim, KEY, NOW, SIDS, SOURCE, type Claim } from "./generated";

export type { Claim } from "./generated";

/** What is claimed and not so: an export that a sample is denied, a denial that lets its own example through, or access that is found nowhere. */
export type Fault = "deniedExport" | "allowedDenial" | "silentAccess";

type Known = AccessRequest["context"]["known"];

export async function faultOf(one: Claim): Promise<Fault | undefined> {
  const assessment = assessPolicies({
    ...{ bucketPolicy: one.bucket, keyPolicy: one.key, bucketArn: BUCKET, prefix: "", keyArn: KEY },
    ...{ sources: [SOURCE], members: one.members, sidPrefix: SIDS, mode: "require", now: NOW },
    owners: { bucket: "shared", key: "shared" },
    accounts: { bucket: ACCOUNT, key: ACCOUNT },
  });
  if (await isDeniedExport(one, assessment)) return "deniedExport";
  if (await isAllowedDenial(one, assessment)) return "allowedDenial";
  return (await isSilentAccess(one, assessment)) ? "silentAccess" : undefined;
}

/** The requests of one export, at the time of the claim. */
const REQUESTS: [
  action: RequestAction,
  resource: (one: Claim) => string,
  sent: (one: Claim) => Known,
][] = [
  ["s3:GetBucketLocation", () => BUCKET, () => ({})],
  ["s3:PutObject", ({ object }) => object, () => encryptedWith(KEY)],
  ["kms:GenerateDataKey", () => KEY, () => ({})],
];

async function isDeniedExport(one: Claim, { result }: Assessment): Promise<boolean> {
  if (result !== "allowed") return false;
  for (const [action, resource, sent] of REQUESTS) {
    const decided = await decide(
      one,
      requestAt(one.at, action, resource(one), { ...one.open, ...sent(one) }),
    );
    if (decided !== undefined && decided !== "allowed") return true;
  }
  return false;
}

/** The example of a denial is denied, at the time from which on it is. */
async function isAllowedDenial(one: Claim, { findings }: Assessment): Promise<boolean> {
  const denials = findings.filter((found): found is ExportFinding => found.id === "exportDenied");
  for (const { action, resource, from, until } of denials) {
    const day = /\/(\d{4})\/(\d\d)\/(\d\d)\//.exec(resource)?.slice(1).join("-");
    // At the end of the first day every part of it has begun, unless the denial is over then.
    const times = [
      NOW,
      ...[from, day].flatMap((on) => (on === undefined ? [] : [`${on}T23:59:58Z`])),
    ];
    const at = until === undefined ? (times.sort().at(-1) as string) : (times.sort()[0] as string);
    if (from !== undefined && until !== undefined) continue;
    const sent = action === "s3:PutObject" ? encryptedWith(KEY) : {};
    const request = requestAt(at, action as RequestAction, resource, { ...one.open, ...sent });
    if ((await decide(one, request)) === "allowed") return true;
  }
  return false;
}

async function isSilentAccess(one: Claim, { findings }: Assessment): Promise<boolean> {
  const policy = one.action.startsWith("kms:") ? "key" : "bucket";
  if (findings.some((found) => "callers" in found && found.policy === policy)) return false;
  const { principal, known } = one.outsider;
  const held = { ...known, ...atTime(one.at), ...one.open, "aws:SecureTransport": "true" };
  const decided = await decide(one, {
    ...{ principal, action: one.action, resource: one.resource },
    context: { known: held, otherwise: "absent" },
  });
  return decided === "allowed";
}

function requestAt(
  at: string,
  action: RequestAction,
  resource: string,
  held: Known,
): AccessRequest {
  const request = guardDutyRequest(SOURCE, action, {
    ...{ ...atTime(at), "aws:RequestedRegion": "us-east-1", "aws:ResourceAccount": ACCOUNT },
    ...held,
  });
  return { ...request, resource };
}

function atTime(at: string): Known {
  return { "aws:CurrentTime": at, "aws:EpochTime": String(Date.parse(at) / 1000) };
}

/** Undefined: the simulator does not look at a key on which the policy may turn. */
async function decide(one: Claim, request: AccessRequest): Promise<string | undefined> {
  const document: PolicyDocument = request.action.startsWith("kms:") ? one.key : one.bucket;
  const { known } = request.context;
  const context = { known, otherwise: "absent" as const };
  const { theirs, ignored } = await simulated(document, { ...request, context });
  const text = JSON.stringify(document).toLowerCase();
  return ignored.some((key) => text.includes(key.toLowerCase())) ? undefined : theirs;
}

export interface ClaimFault extends Claim {
  seed: number;
  fault: Fault | undefined;
}

/** The first false claim among generated ones, made as small as it gets. */
export async function claimFaults(
  cases: number,
  seed: number,
  fault: typeof faultOf = faultOf,
): Promise<ClaimFault[]> {
  const holds = fc.asyncProperty(claim, async (one) => (await fault(one)) === undefined);
  const { counterexample } = await fc.check(holds, { numRuns: cases, seed });
  if (!counterexample) return [];
  const [one] = counterexample;
  return [{ seed, fault: await fault(one), ...one }];
}
