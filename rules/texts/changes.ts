import type { DocumentKind } from "../addOns";
import type { AccessCondition, Change, ChangeId, LeafChange, WiderAccess } from "../changes";
import type { KindOfList } from "../lists";
import type { ResourceIdentity } from "../resources";
import { filterPath } from "./filters";
import { replacementText } from "./replacements";
import { counted, listed, listedValues, pathName, statementName, valueName } from "./words";

type Texts = { [Id in ChangeId]: (change: Extract<Change, { id: Id }>) => string };

const NOT_EXPORTED = "findings are no longer exported";
const AS_DESTROY_DOES = "and deletes or retains the old ones as pulumi destroy does";

const TEXTS: Texts = {
  stackAdded: ({ at }) => `${at} does not exist: everything is new`,
  projectRenamed: ({ from, to }) =>
    `the project is renamed from ${valueName(from)} to ${valueName(to)}: Pulumi creates every resource again, unless pulumi stack rename moves the stack first`,
  componentRenamed: ({ from, to }) =>
    `the component is renamed from ${valueName(from)} to ${valueName(to)}: Pulumi creates every resource again, ${AS_DESTROY_DOES}`,
  roleChanged: ({ from, to }) =>
    `the role of the stack changes from ${from} to ${to}: Pulumi creates the resources of the new role, ${AS_DESTROY_DOES}`,

  regionAdded: ({ region, detectorId, destinationId }) => {
    const destination = destinationId
      ? `destination ${destinationId} is adopted and redirected`
      : "a destination is created";
    return `${region} is added: ${detectorText(detectorId)}, ${destination}`;
  },
  regionRemoved: ({ region, keepsDetector, keepsDestination }) => {
    const destination = keepsDestination ? "stays" : "is deleted";
    const detector = keepsDetector ? "stays" : "is deleted with the findings in it";
    return `${region} is removed: its ${NOT_EXPORTED}, its destination ${destination}, its detector ${detector}`;
  },
  memberRegionAdded: ({ region, detectorId }) => `${region} is added: ${detectorText(detectorId)}`,
  memberRegionRemoved: ({ region }) =>
    `${region} is removed: its detector stays, and the stack no longer manages it`,
  memberAccountChanged: ({ from, to }) =>
    `the account of the stack changes from ${from} to ${to}: detectors do not move between accounts, and Pulumi refuses the deployment; deploy another stack for ${to}`,
  principalAdded: ({ principal }) =>
    `service principal ${principal} gets write access to the bucket and use of the key`,
  principalRemoved: ({ principal }) =>
    `service principal ${principal} loses write access to the bucket and use of the key`,
  resourceAdopted: ({ region, resource, from, to }) =>
    `${region}: ${resource} ${to} is adopted${from === undefined ? "" : ` instead of ${from}`}`,
  resourceNoLongerAdopted: ({ region, resource, from, keeps }) =>
    `${region}: ${resource} ${from} is removed from existing: pulumi destroy ${keeps ? "still keeps" : "deletes"} it`,

  exportDetached: () => `the export is detached: its destinations are deleted, and ${NOT_EXPORTED}`,
  exportAttached: () => "the export is no longer detached: each Region gets a destination",
  destinationsRedirected: ({ from, to }) =>
    `every destination is redirected from ${valueName(from)} to ${valueName(to)}; earlier findings are not moved`,
  bucketReplaced: ({ reasons, deletes }) => {
    const old = deletes
      ? "the old bucket is emptied and DELETED with every finding in it"
      : "the old bucket stays with its findings, outside the stack";
    return `the bucket is replaced because ${replacementText(reasons)}: destinations are redirected to the new bucket, and ${old}`;
  },
  keyReplaced: ({ reasons, deletes, deletionWindowInDays: days }) => {
    const old = deletes
      ? `is DELETED after ${counted(days, "day")}, and nothing decrypts what is encrypted under it`
      : "stays, and still decrypts earlier findings";
    return `the key is replaced because ${replacementText(reasons)}: the old key ${old}`;
  },
  adoptedBucketLeft: ({ bucket, to }) =>
    `findings are no longer exported to bucket ${valueName(bucket)}${instead(to)}: the former bucket keeps its findings, and its policy keeps the statements of the export`,
  adoptedKeyLeft: ({ key, to }) =>
    `key ${valueName(key)} is no longer used${instead(to)}: earlier findings stay encrypted under the former key, and its policy keeps the statements of the export`,
  onDestroyDeletes: () =>
    "pulumi destroy, and a replacement of the bucket or the key, will DELETE all findings and the key",
  onDestroyRetains: () => "pulumi destroy will keep the bucket, the key and the findings",
  expirationChanged: ({ of, from, to }) => {
    const what = of === "findings" ? "findings" : "noncurrent versions";
    const expire = to === undefined ? "never expire" : `expire ${after(to)}`;
    const earlier = (to ?? Infinity) < (from ?? Infinity) ? ": S3 deletes the older ones" : "";
    return `${what} ${expire} instead of ${after(from)}${earlier}`;
  },
  objectLockChanged: ({ from, to }) =>
    `new findings are locked for ${counted(to.days, "day")} (${to.mode}) instead of ${from.days} (${from.mode})`,

  administratorChanged: ({ from, to }) => {
    if (to === undefined) {
      return `the administrator account is the account of the credentials instead of ${from}`;
    }
    if (from === undefined) {
      return `the administrator account is ${to} instead of the account of the credentials`;
    }
    return `the administrator account changes from ${from} to ${to}: detectors do not move between accounts, and Pulumi refuses the deployment; deploy another stack for ${to}`;
  },
  managementChanged: ({ from, to }) =>
    `the management account changes from ${from} to ${to}: delegation and members do not move between organizations, and Pulumi refuses the deployment; remove organization.management first, after which the findings of the organization of ${from} are no longer exported`,
  delegationAdded: () => "the management account registers the administrator in each Region",
  delegationRemoved: () =>
    `the delegation ends in each Region: the accounts of the organization leave the administrator, and their ${NOT_EXPORTED}`,
  memberAdded: ({ accountId }) =>
    `account ${accountId} becomes a member: its findings are exported`,
  memberRemoved: ({ accountId }) =>
    `account ${accountId} is removed from the members: its ${NOT_EXPORTED}`,
  autoEnableChanged: ({ from, to }) => {
    if (to === undefined) {
      return `auto-enable of members stays ${from}, and the stack no longer manages it`;
    }
    const origin = from === undefined ? "" : ` from ${from}`;
    const part = to === "ALL" ? "" : ": not every account of the organization exports findings";
    return `auto-enable of members changes${origin} to ${to}${part}`;
  },

  statementsChanged: ({ policy, change, purposes }) => {
    const statements = purposes.length === 1 ? "statement" : "statements";
    const are = purposes.length === 1 ? "is" : "are";
    return `${policy} policy: ${statements} ${purposes.join(", ")} ${are} ${change}`;
  },
  adoptedPolicyChanged: ({ policy, change, statements }) => {
    const are = statements.length === 1 ? "is" : "are";
    return `policy of the adopted ${policy}: ${listed(statements.map(statementName))} ${are} ${change}`;
  },
  settingChanged: leafText,

  featureRemoved: ({ path, setting, regions, excludeRegions }) =>
    `${pathName(path)} is removed: AWS keeps it ${setting}${scopeText({ regions, excludeRegions })}, and the stack no longer sets it`,

  addOnAdded: ({ addOn, principals, list }) => {
    const who = principals.length === 0 ? "" : `: ${listedValues(principals)} can take its role`;
    const what = list === undefined ? FEEDS[addOn] : LISTS[list].added;
    return `${addOn} is added${who}${what === undefined ? "" : `: ${what}`}`;
  },
  addOnRemoved: ({ addOn, list, stays }) => {
    if (stays === true) return `${addOn} is removed: the list stays active in GuardDuty`;
    const [key = ""] = addOn.split(".");
    const what = list === undefined ? REMOVED[key] : LISTS[list].removed;
    return `${addOn} is removed: Pulumi deletes its resources${what === undefined ? "" : `, and ${what}`}`;
  },
  addOnPolicyChanged: ({ addOn, policy, of, change, wider }) => {
    const what = `${addOn}: ${DOCUMENTS[policy]} ${valueName(of)} ${policy === "statements" ? "are" : "is"} ${change}`;
    return wider === undefined ? what : `${what}, and allows more: ${widerText(wider)}`;
  },
  listEntriesChanged: ({ addOn, kind, added, removed }) => {
    const [gained, lost] = kind === undefined ? [] : [LISTS[kind].added, LISTS[kind].removed];
    const parts = [
      ...entriesText(added, "added", gained),
      ...entriesText(removed, "removed", lost),
    ];
    return `${addOn}.entries: ${parts.join("; ")}`;
  },
  scannedBucketAdded: ({ path, bucketName, prefixes }) => {
    const of = bucketName === undefined ? "the findings bucket" : `bucket ${valueName(bucketName)}`;
    const objects =
      prefixes.length === 0 ? "each new object" : `new objects under ${listedValues(prefixes)}`;
    return `${path} is added: GuardDuty scans ${objects} of ${of} for malware`;
  },
  scannedBucketRemoved: ({ path, bucketName, stays }) => {
    const of = bucketName === undefined ? "the findings bucket" : `bucket ${valueName(bucketName)}`;
    return stays
      ? `${path} is removed: the Malware Protection plan of ${of} stays in GuardDuty`
      : `${path} is removed: GuardDuty no longer scans ${of} for malware`;
  },

  resourcesAdded: ({ of, resources }) => `${partText(of)}: ${resourcesText("added to", resources)}`,
  resourcesRemoved: ({ of, resources }) =>
    `${partText(of)}: ${resourcesText("removed from", resources)}`,
  surroundingsChanged: (values) =>
    `${leafText(values)}: this plan does not include what that changes`,
  programChanged: ({ files }) =>
    `files of the program change: ${filesText(files)}; plan compares configurations, so it does not include what that changes`,
  adoptedPolicyNotCompared: ({ policy, file }) =>
    `policy of the adopted ${policy}: not compared, because the base does not have ${valueName(file)}`,
  filterAdded: ({ filter, risk }) =>
    `${filterPath(filter)} is added${risk ? ": findings that it matches are no longer exported" : ""}`,
  filterRemoved: ({ filter, stays, archived }) => {
    const removed = `${filterPath(filter)} is removed`;
    if (stays) return `${removed}: the filter stays in GuardDuty`;
    return archived
      ? `${removed}: new findings that it matched are exported again, except where the filter was adopted and stays`
      : removed;
  },
  suppressionWidened: ({ filter }) =>
    `${filterPath(filter)} can archive more findings than before: they are no longer exported`,
};

const SHOWN_FILES = 5;

function filesText(files: string[]): string {
  const shown = files.slice(0, SHOWN_FILES).map(valueName);
  const more = files.length - shown.length;
  return more === 0 ? listed(shown) : `${shown.join(", ")} and ${more} more`;
}

/** What add-ons do that read the findings into another product. */
const FEEDS: { [addOn: string]: string } = {
  chronicle: "a feed reads the findings into Google Security Operations",
  sentinel: "a data connector reads the findings into Microsoft Sentinel",
};

/** What is lost with an add-on. */
const REMOVED: { [addOn: string]: string } = {
  readers: "it can no longer read findings",
  chronicle: "Google Security Operations no longer reads the findings",
  sentinel: "Microsoft Sentinel no longer reads the findings",
  athena: "findings can no longer be queried in Athena",
  events: "finding events are no longer sent",
  health: "the export is no longer checked, and its alarms are gone",
  malwareProtection: "GuardDuty no longer scans its buckets for malware",
};

/** What GuardDuty does with entries of a list. */
const LISTS: { [kind in KindOfList]: { added: string; removed: string } } = {
  IPSet: {
    added: "GuardDuty generates no findings for trusted addresses",
    removed: "GuardDuty generates findings for these addresses again",
  },
  ThreatIntelSet: {
    added: "GuardDuty generates findings for these addresses",
    removed: "GuardDuty no longer generates findings for these addresses because of this list",
  },
  TrustedEntitySet: {
    added: "GuardDuty generates no findings for trusted addresses and domains",
    removed: "GuardDuty generates findings for these addresses and domains again",
  },
  ThreatEntitySet: {
    added: "GuardDuty generates findings for these addresses and domains",
    removed: "GuardDuty no longer generates findings for these entries because of this list",
  },
};

/** The Regions of a protection plan. */
function scopeText(of: {
  regions?: string[] | undefined;
  excludeRegions?: string[] | undefined;
}): string {
  if (of.regions !== undefined) return ` in ${listed(of.regions)}`;
  return of.excludeRegions === undefined ? "" : ` outside ${listed(of.excludeRegions)}`;
}

const DOCUMENTS: { [kind in DocumentKind]: string } = {
  trust: "the trust of role",
  rights: "the policy of",
  queuePolicy: "the policy of queue",
  topicPolicy: "the policy of topic",
  keyPolicy: "the policy of key",
  bucketPolicy: "the policy of bucket",
  statements: "statements for the policy of",
};

function widerText({ principals, actions, resources, conditions }: WiderAccess): string {
  const some = (what: string, values: readonly string[]) =>
    values.length > 0 ? [`${what} ${listedValues(values)}`] : [];
  const named = principals.map((one) => (one === "*" ? "any principal" : valueName(one)));
  return [
    ...(principals.length > 0 ? [`to ${listed(named)}`] : []),
    ...some(actions.length === 1 ? "action" : "actions", actions),
    ...some("on", resources),
    ...conditionsText(conditions),
  ].join("; ");
}

function conditionsText({ was, is }: WiderAccess["conditions"]): string[] {
  const text = (all: readonly AccessCondition[]) =>
    listed(all.map(({ operator, key, value }) => [operator, key, value].map(valueName).join(" ")));
  if (was.length === 0) return is.length === 0 ? [] : [`where ${text(is)}`];
  if (is.length === 0) return [`without the condition ${text(was)}`];
  return [`the condition was ${text(was)}, and is ${text(is)}`];
}

function entriesText(entries: readonly string[], what: string, effect?: string): string[] {
  const [first] = entries;
  if (first === undefined) return [];
  const then = effect === undefined ? "" : `: ${effect}`;
  if (entries.length === 1) return [`entry ${JSON.stringify(first)} is ${what}${then}`];
  const count = entries.length.toLocaleString("en-US");
  return [`${count} entries are ${what}, such as ${JSON.stringify(first)}${then}`];
}

/** The part of a stack that resources belong to. */
function partText(of: string): string {
  return of === "export" || of === "stack" ? `the ${of}` : of;
}

function resourcesText(what: string, resources: readonly ResourceIdentity[]): string {
  const names = resources.map(({ type, name }) => `${typeText(type)} ${valueName(name)}`);
  const are = resources.length === 1 ? "is" : "are";
  return `${counted(resources.length, "resource")} ${are} ${what} the stack: ${names.join(", ")}`;
}

/** `Bucket` of `aws:s3/bucket:Bucket`; a provider has a type that ends with its package. */
function typeText(type: string): string {
  return type.startsWith("pulumi:providers:") ? "provider" : type.replace(/^.*:/, "");
}

/** Names and values that a repository chooses are set off from the sentence. */
function leafText({ path, from, to, list, whole, default: holds }: LeafChange): string {
  const name = pathName(path);
  if (list !== undefined && whole === true) {
    const all = LIMITING.test(list) ? ", which includes all" : "";
    return from === undefined
      ? `${pathName(list)} was not set${all}; now it has ${leafValue(to)}`
      : `${pathName(list)} had ${leafValue(from)}, and is no longer set${all}`;
  }
  if (list !== undefined && to === undefined && FEATURE_REGIONS.test(list)) {
    return `${pathName(list)} loses ${leafValue(from)}: AWS keeps the plan there as it is`;
  }
  if (list !== undefined && from === undefined) return `${pathName(list)} gains ${leafValue(to)}`;
  if (list !== undefined && to === undefined) return `${pathName(list)} loses ${leafValue(from)}`;
  if (from === undefined) return `${name} is set to ${leafValue(to)}`;
  if (to === undefined) {
    const now = holds === undefined ? "" : `: the default is ${leafValue(holds)}`;
    return `${name} was ${leafValue(from)} and is no longer set${now}`;
  }
  return `${name} changes from ${leafValue(from)} to ${leafValue(to)}`;
}

/** Lists without which nothing is left out. */
const LIMITING = /(^(events\.(types|accounts))|\.(regions|prefixes))$/;

const FEATURE_REGIONS = /(^|\.)features\.[^.]+\.regions$/;

function leafValue(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function instead(to: string | undefined): string {
  return to === undefined ? "" : `, and ${valueName(to)} is adopted instead`;
}

function detectorText(id: string | undefined): string {
  return id === undefined ? "a detector is created" : `detector ${id} is adopted`;
}

function after(days: number | undefined): string {
  return days === undefined ? "never" : `after ${counted(days, "day")}`;
}

/** What a change does, as a clause. */
export function changeText(change: Change): string {
  return (TEXTS[change.id] as (of: Change) => string)(change);
}
