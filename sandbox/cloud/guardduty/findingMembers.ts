import type { Members } from "../contract";

/** Where a member of the API is not the property of an exported finding with a capital: `<property above>.<property>`. */
export const ODD_MEMBERS: { readonly [property: string]: string } = {
  "productCodes.productCodeId": "Code",
  "productCodes.productCodeType": "ProductType",
  "taskDetails.createdAt": "TaskCreatedAt",
  "kubernetesApiCallAction.sourceIPs": "SourceIps",
  "account.account": "Name",
  "kubernetesWorkload.type": "KubernetesResourcesTypes",
  "location.lat": "Latitude",
  "location.lon": "Longitude",
};

/** Properties that are maps, whose keys are not members. */
export const MAPS: readonly string[] = ["affectedResources", "profiles", "behavior"];

/** A finding as GetFindings answers it. */
export function findingMembers(finding: object): Members {
  return membersOf(finding, "");
}

function membersOf(value: object, above: string): Members {
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      ODD_MEMBERS[`${above}.${name}`] ?? name.charAt(0).toUpperCase() + name.slice(1),
      MAPS.includes(name) ? inner : converted(inner, name),
    ]),
  );
}

function converted(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => converted(item, name));
  return typeof value === "object" && value !== null ? membersOf(value, name) : value;
}
