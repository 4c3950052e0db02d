import type { Problem } from "../problems";
import { problem, remove, setTo } from "../problems";
import { disabledUnderAll, featureProblems } from "./featureRelations";
import type { ScopedFeature } from "./featureScopes";
import { scopedFeatures, sharedRegions } from "./featureScopes";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt, recordAt } from "./unchecked";

/** What is wrong between the settings of members at `path`. */
export function membersProblems(args: Unchecked, path: string): Problem[] {
  return [
    ...featureProblems(args, `${path}.features`),
    ...memberFeatureProblems(args, path),
    ...exclusionProblems(args, path),
    ...managementByPolicyProblems(args, path),
  ];
}

/**
 * What is wrong with the accounts that are to be no members. ALL enables every account, those that were removed among them.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
function exclusionProblems(args: Unchecked, membersPath: string): Problem[] {
  const path = `${membersPath}.exclude`;
  const excluded = listAt(args, path);
  const autoEnable = `${membersPath}.autoEnable`;
  const members = recordAt(args, membersPath);
  const isAll = members?.["autoEnable"] === "ALL" && members["managedBy"] !== "policy";
  const underAll = excluded.length > 0 && isAll;
  return [
    ...(underAll
      ? [problem("excludeUnderAll", path, setTo(autoEnable, "NEW"), { autoEnable })]
      : []),
    ...repeatedProblems(excluded, path),
    ...excluded.flatMap((accountId, index) =>
      excluded.indexOf(accountId) === index
        ? excludedInUse(args, membersPath, accountId, `${path}[${index}]`)
        : [],
    ),
  ];
}

/**
 * With policies of the organization, auto-enable applies in no Region.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
function managementByPolicyProblems(args: Unchecked, membersPath: string): Problem[] {
  const members = recordAt(args, membersPath);
  if (members?.["managedBy"] !== "policy") return [];
  const refused = (setting: string) => {
    const path = `${membersPath}.${setting}`;
    const by = `${membersPath}.managedBy`;
    return problem("managedByPolicy", path, remove(path), { setting, by });
  };
  return [
    ...(members["autoEnable"] === undefined ? [] : [refused("autoEnable")]),
    ...(listAt(members, "features").length === 0 ? [] : [refused("features")]),
  ];
}

function excludedInUse(
  args: Unchecked,
  membersPath: string,
  accountId: unknown,
  path: string,
): Problem[] {
  if (typeof accountId !== "string") return [];
  if (recordAt(args, "organization.administrator")?.["accountId"] === accountId) {
    return [problem("excludedAdministrator", path, remove(path), { accountId })];
  }
  const accounts = `${membersPath}.accounts`;
  const member = listAt(args, accounts).findIndex(
    (one) => isRecord(one) && one["accountId"] === accountId,
  );
  const values = { accountId, member: `${accounts}[${member}]` };
  return member < 0 ? [] : [problem("excludedMember", path, remove(path), values)];
}

/** What is wrong with the protection plans of single members. */
function memberFeatureProblems(args: Unchecked, membersPath: string): Problem[] {
  const ofAll = scopedFeatures(args, `${membersPath}.features`);
  const accounts = `${membersPath}.accounts`;
  return listAt(args, accounts).flatMap((member, index) => {
    if (!isRecord(member)) return [];
    const path = `${accounts}[${index}].features`;
    return [
      ...featureProblems(args, path),
      ...(isInvited(member) ? [problem("plansOfInvited", path, remove(path))] : []),
      ...scopedFeatures(args, path).flatMap((one) => underAll(one, ofAll)),
    ];
  });
}

/** GuardDuty changes plans of enabled members only, and an account that is invited accepts later. */
function isInvited({ features, invite, existing }: Unchecked): boolean {
  return Array.isArray(features) && features.length > 0 && invite === true && existing !== true;
}

/**
 * ALL enables a plan in every account, those in which it was disabled among them; NEW only in accounts that join.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html
 */
function underAll(one: ScopedFeature, ofAll: ScopedFeature[]): Problem[] {
  return ofAll
    .filter(({ name }) => name === one.name)
    .flatMap((members) => {
      const regions = sharedRegions(one, members);
      if (regions.length === 0) return [];
      return disabledUnderAll(one, members).map(({ path, feature, ofMembers }) =>
        problem("memberPlanUnderAll", path, setTo(ofMembers, "NEW"), {
          ...{ feature, ofMembers, regions },
        }),
      );
    });
}
