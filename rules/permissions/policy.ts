import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import type { Grant } from "./grants";

/** IAM refuses a larger managed policy; white space does not count. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const IDENTITY_POLICY_LIMIT = 6_144;

/** The IAM policy of an identity that deploys one account's part. */
export interface DeployPolicy {
  document: PolicyDocument;
  characters: number;
  limit: number;
  /** Whether every statement is bound to the Regions in use; false where there was no room for the list. */
  regional: boolean;
  /** The actions in it that no call of the engine needs, see BEYOND. */
  beyond: { purpose: string; action: string }[];
}

/** The grants as a policy, bound to their Regions where that fits. Throws an Error when it cannot fit: a defect. */
export function policyOf(grants: Grant[]): DeployPolicy {
  const [exact, wide] = [written(grants, true), written(grants, false)];
  const fitting = [exact, wide].find(({ characters }) => characters <= IDENTITY_POLICY_LIMIT);
  if (fitting === undefined) {
    throw new Error(`the policy needs ${wide.characters} of ${IDENTITY_POLICY_LIMIT} characters`);
  }
  return fitting;
}

/** The grants as policies that fit: each holds as many purposes as there is room for. */
export function fittingPolicies(grants: Grant[]): DeployPolicy[] {
  const groups: Grant[][] = [];
  for (const grant of grants.flatMap(fittingGrants)) {
    const last = groups.at(-1);
    if (last && written([...last, grant], false).characters <= IDENTITY_POLICY_LIMIT) {
      last.push(grant);
    } else {
      groups.push([grant]);
    }
  }
  return groups.map(policyOf);
}

/** A grant by itself, or in parts where its resources are too many for one policy. */
function fittingGrants(grant: Grant): Grant[] {
  const { resources } = grant;
  const fits = written([grant], false).characters <= IDENTITY_POLICY_LIMIT;
  if (fits || resources.length === 1) return [grant];
  const half = Math.ceil(resources.length / 2);
  return [resources.slice(0, half), resources.slice(half)].flatMap((part) =>
    fittingGrants({ ...grant, resources: part }),
  );
}

function written(grants: Grant[], regional: boolean): DeployPolicy {
  const Statement = grants.map((grant) => statement(grant, regional));
  const document: PolicyDocument = { Version: "2012-10-17", Statement };
  const beyond = grants.flatMap(({ purpose, beyond: actions = [] }) =>
    actions.map((action) => ({ purpose, action })),
  );
  const characters = JSON.stringify(document).length;
  return { document, characters, limit: IDENTITY_POLICY_LIMIT, regional, beyond };
}

function statement(grant: Grant, regional: boolean): PolicyStatement {
  const { purpose, actions, beyond = [], resources, regions, onlyWhere } = grant;
  const conditions = {
    ...(regional && regions && { "aws:RequestedRegion": [...regions].sort() }),
    ...onlyWhere,
  };
  return {
    Sid: purpose,
    Effect: "Allow",
    Action: [...actions, ...beyond].sort(),
    Resource: resources.length === 1 ? (resources[0] as string) : resources,
    ...(Object.keys(conditions).length > 0 && { Condition: { StringEquals: conditions } }),
  };
}
