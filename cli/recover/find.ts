import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { HealthFinding, Result } from "../../rules/health/types";
import type { AccountRole, ProviderPlan } from "../../rules/plan";
import type { Deployment, Recovery } from "../../rules/recovery";
import { listImportId } from "../../rules/lists";
import { nameOf, providerUrn, recordedIds, regionOfResource } from "../../rules/recovery";

/** What AWS has of the kind that an interrupted create makes, and that the state does not have. */
type Found = Result<string[], HealthFinding>;

/** Where a stack of either role creates its resources. */
export interface Creators {
  /** Of the resources whose arguments have none. */
  home: { name: string };
  providers: readonly Pick<ProviderPlan, "name" | "account">[];
  /** Whose credentials the resources without a provider of the plan have. Defaults to the administrator account's. */
  account?: AccountRole;
}

type Seeking = Extract<Recovery, { does: "find" }>;

/** Ids of what a pending create may have made; the newest first. Never rejects. */
export function find(
  plan: Creators,
  cloud: Cloud,
  deployment: Deployment,
  { what, resource }: Seeking,
): Promise<Found> {
  const { inputs = {}, type } = resource;
  const region = regionOfResource(resource, deployment.resources) ?? plan.home.name;
  const role = roleOf(plan, resource);
  const recorded = recordedIds(deployment, type);
  const left = (ids: string[]) => ids.filter((id) => !recorded.has(id));
  switch (what) {
    case "detector":
      return foundBy(cloud.guardDuty(role, region), "guardduty:ListDetectors", async (client) =>
        left(await client.listDetectors()),
      );
    case "destination": {
      const detectorId = String(inputs["detectorId"]);
      const action = "guardduty:ListPublishingDestinations";
      return foundBy(cloud.guardDuty(role, region), action, async (client) =>
        left((await client.listDestinations(detectorId)).map((id) => `${detectorId}:${id}`)),
      );
    }
    case "trustedList":
    case "threatList":
    case "trustedEntities":
    case "threatEntities": {
      const [detectorId, name] = [String(inputs["detectorId"]), String(inputs["name"])];
      const kind = LISTS[what];
      return foundBy(cloud.guardDuty(role, region), listActions(kind), async (client) => {
        const ids = await client.listsNamed(detectorId, kind, name);
        return left(ids.map((listId) => listImportId(kind, detectorId, listId)));
      });
    }
    case "malwarePlan": {
      const bucket = (inputs["protectedResource"] as ProtectedResource | undefined)?.s3Bucket;
      const actions = [
        "guardduty:ListMalwareProtectionPlans",
        "guardduty:GetMalwareProtectionPlan",
      ];
      return foundBy(cloud.guardDuty(role, region), actions, async (client) =>
        left((await client.malwarePlansOf(String(bucket?.bucketName))).map(({ id }) => id)),
      );
    }
    case "key": {
      const actions = ["kms:ListKeys", "kms:ListAliases", "kms:DescribeKey"];
      return foundBy(cloud.keys(role, region), actions, async (client) =>
        left(await client.unused(String(inputs["description"]))),
      );
    }
  }
}

const LISTS = {
  trustedList: "IPSet",
  threatList: "ThreatIntelSet",
  trustedEntities: "TrustedEntitySet",
  threatEntities: "ThreatEntitySet",
} as const;

const listActions = (kind: string) => [`guardduty:List${kind}s`, `guardduty:Get${kind}`];

interface ProtectedResource {
  s3Bucket?: { bucketName?: string };
}

/** The account whose credentials the resource's provider has. */
function roleOf(plan: Creators, resource: Recovery["resource"]): AccountRole {
  const name = nameOf(providerUrn(resource) ?? "");
  return (
    plan.providers.find((provider) => provider.name === name)?.account ??
    plan.account ??
    "administrator"
  );
}

function foundBy<Client>(
  { value: client, finding }: Result<Client>,
  actions: string | string[],
  ids: (client: Client) => Promise<string[]>,
): Promise<Found> {
  if (finding !== undefined) return Promise.resolve({ finding });
  return observe(actions, () => ids(client));
}
