import { arnText, knownArn, parseArn, parseRoleArn, rootArn } from "../arn";
import type { RequestPrincipal } from "../evaluator";
import { conditionsIn, NEVER_SENT_BY_SERVICE, sentByService } from "../evaluator";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { IdentityCall } from "./calls";
import { serviceOf } from "./calls";

type Known = IdentityCall["request"]["context"]["known"];

/** What decides on calls of a service in addition to the rights of the identity. */
const RESOURCE_POLICIES = { s3: "bucket", sqs: "queue" } as const;

/** Keys that no request of an identity under a vendor has: it acts by itself. */
const ABSENT = ["aws:CalledVia", "aws:SourceArn", "aws:SourceAccount"];

/** The calls that a policy of an identity is there to allow; `accountId` owns the resources that name none. */
export function declaredCalls(
  identityArn: string,
  rights: PolicyDocument,
  accountId: string,
): IdentityCall[] {
  return listOf(rights.Statement)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) =>
      listOf(statement.Action).flatMap((action) =>
        listOf(statement.Resource).map((resource) =>
          callOf(identityArn, action, resource, valuesOf(statement), accountId),
        ),
      ),
    );
}

function callOf(
  identityArn: string,
  action: string,
  resource: string,
  conditions: Known,
  accountId: string,
): IdentityCall {
  const service = serviceOf(action);
  const decider = (RESOURCE_POLICIES as { [service: string]: "bucket" | "queue" })[service];
  const owner = parseArn(resource)?.accountId || accountId;
  return {
    request: {
      principal: { kind: "AWS", arn: callerOf(identityArn) },
      action,
      context: {
        known: {
          ...identityKeys(identityArn),
          "aws:ResourceAccount": owner,
          ...(service === "s3" && { "s3:ResourceAccount": owner }),
          ...(service === "kms" && { "kms:CallerAccount": knownArn(identityArn).accountId }),
          ...conditions,
        },
        absent: ABSENT,
        otherwise: "unknown",
      },
    },
    resources: [resource.replaceAll("*", "")],
    ofObjects: service === "s3" && resource.endsWith("*"),
    decidedBy: decider === undefined ? ["rights"] : ["rights", decider],
  };
}

/** A user by its ARN; a role in a session of some name. */
function callerOf(arn: string): string {
  const role = parseRoleArn(arn);
  if (role === undefined) return arn;
  const { partition, accountId, name } = role;
  const resource = `assumed-role/${name}/session`;
  return arnText({ partition, service: "sts", region: "", accountId, resource });
}

function identityKeys(arn: string): Known {
  const { accountId, resource } = knownArn(arn);
  const isRole = parseRoleArn(arn) !== undefined;
  return {
    "aws:SecureTransport": "true",
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": isRole ? "AssumedRole" : "User",
    "aws:PrincipalIsAWSService": "false",
    ...(!isRole && { "aws:username": resource.replace(/^.*\//, "") }),
  };
}

/** Values by which a statement's conditions hold; what stands for any text is left out of a pattern. */
function valuesOf(statement: PolicyStatement, at = 0): Known {
  return Object.fromEntries(
    conditionsIn(statement)
      .filter(({ operator }) => !/not|null|bool/i.test(operator))
      .flatMap(({ key, values }) => {
        const value = values[at] ?? values[0];
        return value === undefined ? [] : [[key, String(value).replaceAll("*", "")]];
      }),
  );
}

/** How the callers that a trust policy names take the role: one call for each principal, with each of the values of the conditions. */
export function assumeCalls(roleArn: string, trust: PolicyDocument): IdentityCall<"trust">[] {
  return listOf(trust.Statement)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => {
      const count = Math.max(1, ...conditionsIn(statement).map(({ values }) => values.length));
      return principalsOf(statement, knownArn(roleArn).partition).flatMap((principal) =>
        listOf(statement.Action).flatMap((action) =>
          Array.from({ length: count }, (_, at): IdentityCall<"trust"> => ({
            request: {
              principal,
              action,
              context: {
                known: {
                  ...callerKeys(principal),
                  ...valuesOf(statement, at),
                },
                ...(principal.kind === "Service" && { absent: NEVER_SENT_BY_SERVICE }),
                otherwise: "unknown",
              },
            },
            ...{ resources: [roleArn], ofObjects: false, decidedBy: ["trust"] },
          })),
        ),
      );
    });
}

function callerKeys(principal: RequestPrincipal): Known {
  if (principal.kind === "Service") return sentByService(principal.service);
  if (principal.kind !== "AWS") return {};
  const { accountId } = knownArn(principal.arn);
  return { "aws:PrincipalArn": principal.arn, "aws:PrincipalAccount": accountId };
}

/** An account by the ARN that IAM keeps for its id; a deleted identity, whose id alone is left, is none. */
function principalsOf({ Principal }: PolicyStatement, partition: string): RequestPrincipal[] {
  if (typeof Principal !== "object") return [];
  const ofAws = listOf(Principal["AWS"]).flatMap((one): RequestPrincipal[] => {
    const arn = /^\d{12}$/.test(one) ? rootArn(partition, one) : one;
    return parseArn(arn) === undefined ? [] : [{ kind: "AWS", arn }];
  });
  return [
    ...ofAws,
    ...listOf(Principal["Service"]).map((service) => ({ kind: "Service" as const, service })),
    ...listOf(Principal["Federated"]).map((provider) => ({ kind: "Federated" as const, provider })),
  ];
}
