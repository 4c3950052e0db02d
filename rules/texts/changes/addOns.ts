import type { DocumentKind } from "../../addOns";
import type { AccessCondition, WiderAccess } from "../../changes";
import { isWider } from "../../changes";
import { operatorText } from "../conditions";
import { listed, listedValues, valueName } from "../words";
import { LISTS } from "./lists";
import { readerText } from "./readers";
import type { Texts } from "./texts";

/** What happens to add-ons and their policies. */
export const ADD_ONS = {
  addOnAdded: ({ addOn, principals, list, reader, target }) => {
    const who = reader === undefined ? "" : `: ${readerText(principals, reader)}`;
    const purpose =
      target === undefined ? PURPOSES[addOn] : `finding events are sent to ${valueName(target)}`;
    const what = list === undefined ? purpose : LISTS[list].added;
    return `${addOn} is added${who}${what === undefined ? "" : `: ${what}`}`;
  },
  addOnRemoved: ({ addOn, list, stays, adopted = [], byHand }) => {
    if (byHand === true) return `${addOn} is removed: ${BY_HAND[addOn]} created by hand stays`;
    if (stays === true) return `${addOn} is removed: the list stays active in GuardDuty`;
    const [key = ""] = addOn.split(".");
    const what = list === undefined ? REMOVED[key] : LISTS[list].removed;
    const removed = `${addOn} is removed: Pulumi deletes its resources${what === undefined ? "" : `, and ${what}`}`;
    return adopted.length === 0
      ? removed
      : `${removed}; the adopted list of ${listed(adopted)} stays active`;
  },
  addOnMoved: ({ addOn, from, to }) =>
    `${addOn} moves from ${accountText(from)} to ${accountText(to)}: Pulumi creates its resources there, and deletes the former ones`,
  addOnEncryptionChanged: ({ addOn, encrypted, names }) => {
    const shown = names.length === 0 ? "" : ` (${listedValues(names)})`;
    return encrypted
      ? `${addOn} is now encrypted as a whole: plan shows neither what it deploys nor what changes of it${shown}`
      : `${addOn} is no longer encrypted as a whole: what it deployed before is not known, and each part of it may be new${shown}`;
  },
  addOnPolicyChanged: ({ addOn, policy, of, change, wider, narrower }) => {
    const several = policy === "statements";
    const what = `${addOn}: ${DOCUMENTS[policy]} ${valueName(of)} ${several ? "are" : "is"} ${change}`;
    const allow = several ? "allow" : "allows";
    const less = narrower && (wider === undefined ? narrower : unconditioned(narrower));
    return [
      what,
      ...(wider === undefined ? [] : [`and ${allow} more: ${accessText(wider)}`]),
      ...(less === undefined || !isWider(less) ? [] : [`and ${allow} less: ${accessText(less)}`]),
    ].join(", ");
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
} satisfies Partial<Texts>;

const accountText = (id: string | undefined) =>
  id === undefined ? "the account of the credentials" : `account ${id}`;

/** What add-ons are for. */
const PURPOSES: { [addOn: string]: string } = {
  chronicle: "a feed reads the findings into Google Security Operations",
  sentinel: "a data connector reads the findings into Microsoft Sentinel",
  athena: "findings can be queried in Athena",
  events: "finding events are sent to another bus or topic",
  health: "the export is checked, and alarms are sent",
  malwareProtection: "GuardDuty scans new objects of its buckets for malware",
};

/** What Pulumi does not know of. */
const BY_HAND: { [addOn: string]: string } = {
  chronicle: "the feed that was",
  sentinel: "the connector that was",
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

const DOCUMENTS: { [kind in DocumentKind]: string } = {
  trust: "the trust of role",
  rights: "the policy of",
  queuePolicy: "the policy of queue",
  topicPolicy: "the policy of topic",
  keyPolicy: "the policy of key",
  bucketPolicy: "the policy of bucket",
  statements: "statements for the policy of",
};

function accessText({ principals, actions, resources, conditions }: WiderAccess): string {
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

/** Where a policy allows more too, its conditions are described there. */
const unconditioned = (access: WiderAccess): WiderAccess => ({
  ...access,
  conditions: { was: [], is: [] },
});

function conditionsText({ was, is }: WiderAccess["conditions"]): string[] {
  const text = (all: readonly AccessCondition[]) =>
    listed(
      all.map(
        ({ operator, key, value }) =>
          `${valueName(key)} ${operatorText(operator)} ${valueName(value)}`,
      ),
    );
  if (was.length === 0) return is.length === 0 ? [] : [`where ${text(is)}`];
  if (is.length === 0) return [`without the condition ${text(was)}`];
  return [`the condition was ${text(was)}, and is ${text(is)}`];
}
