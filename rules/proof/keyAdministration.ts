import { parseArn, parseKeyArn, rootArn } from "../arn";
import { evaluate, type AccessRequest } from "../evaluator";
import { grouped } from "../grouped";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { mayHappen } from "./requestDecisions";
import { applyEdits } from "./edits";
import { principalsOf, refOf, statementAt, statementsOf } from "./statements";
import type { AssessmentInput, Edit, ProtectionFinding } from "./types";

/** KMS refuses a policy that no identity of the key's account may change again. */
export function keyAdministration({ keyPolicy, keyArn }: AssessmentInput): ProtectionFinding[] {
  const key = parseKeyArn(keyArn);
  if (keyPolicy === undefined || key === undefined) return [];
  if (administrators(keyPolicy, keyArn, key).length > 0) return [];
  const fix = administrationEdits(keyPolicy, keyArn, key);
  return [
    {
      id: "keyAdministrationMissing",
      severity: "error",
      policy: "key",
      regions: [],
      resources: [keyArn],
      fix,
    },
  ];
}

type Key = Pick<NonNullable<ReturnType<typeof parseKeyArn>>, "partition" | "accountId">;

/** The account and those of its identities that the policy names, as far as they may change the policy. */
function administrators(document: PolicyDocument, keyArn: string, key: Key): string[] {
  const listed = statementsOf(document).flatMap(([, one]) => principalsOf(one, "AWS"));
  const own = listed.filter((arn) => parseArn(arn)?.accountId === key.accountId);
  return [rootArn(key.partition, key.accountId), ...own].filter((arn) =>
    mayHappen(evaluate(document, administrationBy(arn, keyArn, key))),
  );
}

function administrationBy(arn: string, keyArn: string, { accountId }: Key): AccessRequest {
  return {
    principal: { kind: "AWS", arn },
    action: "kms:PutKeyPolicy",
    resource: keyArn,
    context: {
      known: { "aws:PrincipalAccount": accountId, "kms:CallerAccount": accountId },
      otherwise: "unknown",
    },
  };
}

/** An Allow for the account; what denies it goes too, from the end, so that the positions of the others hold. */
function administrationEdits(document: PolicyDocument, keyArn: string, key: Key): Edit[] {
  const root = rootArn(key.partition, key.accountId);
  const { result, reasons } = evaluate(document, administrationBy(root, keyArn, key));
  const denies = result === "explicitDeny" ? [...grouped(reasons, ({ index }) => index)] : [];
  const lift = denies
    .sort(([one], [other]) => other - one)
    .map(([index]) => liftOfDeny(index, statementAt(document, index), root));
  const documents = { bucketPolicy: undefined, keyPolicy: document };
  const lifted = applyEdits(documents, lift).keyPolicy as PolicyDocument;
  if (administrators(lifted, keyArn, key).length > 0) return lift;
  const statement: PolicyStatement = {
    Effect: "Allow",
    Principal: { AWS: root },
    Action: "kms:*",
    Resource: "*",
  };
  return [...lift, { edit: "addStatement", policy: "key", statement }];
}

function liftOfDeny(index: number, statement: PolicyStatement, root: string): Edit {
  const at = { policy: "key" as const, ...refOf(index, statement) };
  const listed = principalsOf(statement, "AWS");
  return listed.includes(root) && listed.length > 1
    ? { edit: "removePrincipals", principals: [root], ...at }
    : { edit: "removeStatement", ...at };
}
