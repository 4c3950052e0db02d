import { knownArn, parseArn, rootArn } from "../arn";
import { evaluate, type AccessRequest, type Decision } from "../evaluator";
import type { ExportSource } from "../policies";
import { listOf } from "../policyDocument";
import { encryptedWith, findingArn, guardDutyRequest, memberOf, SSE } from "./calls";
import { documentOf } from "./statements";
import type { ExportPolicies, Lapse } from "./types";

/** Requests of GuardDuty that must all fail. */
interface Rule {
  rule: string;
  requests: (policies: ExportPolicies, source: ExportSource) => AccessRequest[];
}

type Known = AccessRequest["context"]["known"];

const PLAIN = { "aws:SecureTransport": "false" };

const RULES: Rule[] = [
  noWrite("unencrypted", () => ({})),
  noWrite("under a key of S3", () => ({ [SSE]: "AES256" })),
  noWrite("under the account's default key", () => ({ [SSE]: "aws:kms" })),
  noWrite("under another key", (keyArn) => encryptedWith(`${keyArn}-other`)),
  noWrite("under another kind of encryption", (keyArn) => ({
    ...encryptedWith(keyArn),
    [SSE]: "aws:kms:dsse",
  })),
  noWrite("without TLS", (keyArn) => ({ ...encryptedWith(keyArn), ...PLAIN })),
  {
    rule: "GuardDuty looks up nothing without TLS",
    requests: ({ bucketArn }, source) => [
      guardDutyRequest(source, "s3:GetBucketLocation", bucketArn, PLAIN),
    ],
  },
];

function noWrite(how: string, headers: (keyArn: string) => Known): Rule {
  return {
    rule: `GuardDuty writes nothing ${how}`,
    requests: (policies, source) =>
      [source.accountId, memberOf(source)].map((account) => {
        const object = findingArn(policies, source, account);
        return guardDutyRequest(source, "s3:PutObject", object, headers(policies.keyArn));
      }),
  };
}

/** The protections that the policies should give beside letting GuardDuty write, and do not. */
export function restraints(policies: ExportPolicies): Lapse[] {
  return [
    ...RULES.flatMap((one) => lapseOf(one, policies)),
    ...plainAccess(policies),
    ...keyAdministration(policies),
  ];
}

function lapseOf({ rule: text, requests }: Rule, policies: ExportPolicies): Lapse[] {
  const document = documentOf(policies, "bucket");
  const escaping = policies.sources.filter((source) =>
    requests(policies, source).some((request) => mayHappen(evaluate(document, request))),
  );
  if (escaping.length === 0) return [];
  const regions = [...new Set(escaping.map(({ region }) => region))];
  return [lapse(text, "bucket", regions, `no statement of the bucket policy denies it`)];
}

/** Identities of the bucket's account need no Allow of the policy: only a Deny stops them. */
export function plainAccess(policies: ExportPolicies): Lapse[] {
  const resources = [policies.bucketArn, `${policies.bucketArn}/elsewhere`];
  const open = resources.filter((resource) => {
    const { result } = evaluate(documentOf(policies, "bucket"), {
      principal: { kind: "Anonymous" },
      action: resource === policies.bucketArn ? "s3:ListBucket" : "s3:GetObject",
      resource,
      context: { known: PLAIN, otherwise: "unknown" },
    });
    return result !== "explicitDeny";
  });
  if (open.length === 0) return [];
  const text = `no statement denies s3:* on ${open.join(" and ")} to everybody where aws:SecureTransport is false`;
  return [lapse("Nobody reaches the bucket without TLS", "bucket", [], text)];
}

/** KMS refuses a policy that nobody of the key's account may change again. */
function keyAdministration({ keyPolicy, keyArn }: ExportPolicies): Lapse[] {
  if (keyPolicy === undefined) return [];
  const { partition, accountId: account } = knownArn(keyArn);
  const root = rootArn(partition, account);
  const listed = listOf(keyPolicy.Statement).flatMap(({ Principal }) =>
    typeof Principal === "object" && Principal !== null ? listOf(Principal["AWS"]) : [],
  );
  const ofAccount = listed.filter((arn) => parseArn(arn)?.accountId === account);
  const administered = [root, ...ofAccount].some((arn) => {
    const decision = evaluate(keyPolicy, {
      principal: { kind: "AWS", arn },
      action: "kms:PutKeyPolicy",
      resource: keyArn,
      context: {
        known: { "aws:PrincipalAccount": account, "kms:CallerAccount": account },
        otherwise: "unknown",
      },
    });
    return mayHappen(decision);
  });
  if (administered) return [];
  const text = `no statement lets an identity of account ${account} call kms:PutKeyPolicy, and KMS refuses such a policy`;
  return [lapse("The key's account administers the key", "key", [], text)];
}

function mayHappen({ result }: Decision): boolean {
  return result === "allowed" || result === "undetermined";
}

function lapse(text: string, policy: Lapse["policy"], regions: string[], why: string): Lapse {
  const where = regions.length === 0 ? "" : ` (${regions.join(", ")})`;
  return { rule: text, policy, regions, text: `${text}${where}: ${why}.` };
}
