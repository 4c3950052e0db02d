import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html */
export function filterGrants(scope: Scope, regions: readonly string[]): Grant[] {
  return [
    {
      purpose: "Filters",
      actions: [
        "guardduty:CreateFilter",
        "guardduty:DeleteFilter",
        "guardduty:GetFilter",
        "guardduty:UpdateFilter",
      ],
      // AWS was seen to ask for an ARN of another form than it documents.
      resources: ["*"],
      regions,
    },
    detectorTagsGrant("FilterTags", scope, regions),
  ];
}

/** Tags of what belongs to a detector. */
export function detectorTagsGrant(
  purpose: string,
  scope: Scope,
  regions: readonly string[],
): Grant {
  return {
    purpose,
    actions: ["guardduty:TagResource", "guardduty:UntagResource"],
    resources: [arnIn("guardduty", scope, "detector/*")],
    regions,
  };
}
