import type { Cloud } from "../../aws/cloud";
import { IDENTITY_LISTS } from "../../aws/identities";
import { observe } from "../../aws/observe";
import { isOfComponents } from "../../rules/generatedNames";
import type { Result } from "../../rules/health/types";
import type { IdentityKind } from "../../rules/identities";
import type { ExportPlan } from "../../rules/plan";
import type { Deployment } from "../../rules/recovery";
import { recordedIds } from "../../rules/recovery";
import { componentsIn } from "../config/components";

/** A role or user that the state does not have. */
export interface OrphanIdentity {
  kind: IdentityKind;
  id: string;
}

const TYPES: { [kind in IdentityKind]: string } = {
  role: "aws:iam/role:Role",
  user: "aws:iam/user:User",
};

/** Roles and users of names that Pulumi generates for the stack's components; of a stack without identities none are read. */
export async function identitiesOf(
  { accounts }: ExportPlan,
  cloud: Cloud,
  state: Deployment,
): Promise<Result<OrphanIdentity[]>[]> {
  const { resources = [] } = state;
  if (!resources.some(({ type }) => type.startsWith("aws:iam/"))) return [];
  const components = componentsIn(state).map(({ name }) => name);
  const roles = new Set(["administrator", accounts.bucketOwner] as const);
  return Promise.all(
    [...roles].map(async (role): Promise<Result<OrphanIdentity[]>> => {
      const { value: client, finding } = await cloud.identities(role);
      if (client === undefined) return { finding };
      return observe(Object.values(IDENTITY_LISTS), async () => {
        const kinds = Object.entries(TYPES) as [IdentityKind, string][];
        const found = await Promise.all(
          kinds.map(async ([kind, type]) => {
            const recorded = recordedIds(state, type);
            const names = await client.names(kind);
            return names
              .filter((name) => !recorded.has(name) && isOfComponents(components, name))
              .map((id): OrphanIdentity => ({ kind, id }));
          }),
        );
        return found.flat();
      });
    }),
  );
}
