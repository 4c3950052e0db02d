import type { LeafChange } from "../../changes";
import { LISTS } from "./lists";

/** What follows from a setting that its name and values do not show. */
interface Effect {
  path: RegExp;
  /** Of another value, and of an entry that a list gains. */
  set?: string;
  /** Of none, and of an entry that a list loses. */
  unset?: string;
  /** Of true. */
  on?: string;
  /** Of false, and of none in place of true. */
  off?: string;
  /** Of single values, before the others. */
  values?: { [value: string]: string };
}

const REPLACED_ROLE = "Pulumi creates another role, and the reader has to use that one";
const REPLACED_KEY =
  "Pulumi creates another access key and deletes the former one, with which the reader can no longer read";
const EXTERNAL_ID =
  "the reader can take the role only with the external id that its trust has then";
const OF_NEW_MEMBERS = "members that the stack created before keep what they have";
const OTHER_FEED = "Pulumi creates another feed and deletes the former one";
const OTHER_CONNECTOR = "Pulumi creates another connector and deletes the former one";
const FEED = "Pulumi deletes the feed, and Google Security Operations no longer reads the findings";
const CONNECTOR =
  "Pulumi deletes the connector, and Microsoft Sentinel no longer reads the findings";
const MADE_BY_HAND = "Pulumi does not change what was created by hand: change it there";
/** Names of a feed and a connector, with which another one is created. */
const OTHERS = /^(chronicle\.displayName|sentinel\.connectorName)$/;
const STAYS = "when it is removed from the configuration, it stays in AWS";
const DELETED =
  "when it is removed from the configuration, Pulumi deletes it except where it was adopted";
const KEPT = "AWS keeps the plan there as it is";
const UNVERIFIED =
  "entries of the configuration are not in the list, and this plan does not include those of the file";

const EFFECTS: Effect[] = [
  {
    path: /^findingPublishingFrequency$/,
    values: {
      FIFTEEN_MINUTES: "updates of findings are exported every 15 minutes",
      ONE_HOUR: "updates of findings are exported every hour",
      SIX_HOURS: "updates of findings are exported every 6 hours",
    },
  },
  {
    path: /^proof$/,
    values: {
      off: "deployments do not check that GuardDuty can export",
      warn: "deployments go on, with a warning, when GuardDuty cannot export",
      require: "deployments stop when GuardDuty cannot export",
    },
  },
  {
    path: /^preflight$/,
    on: "deployments check first that accounts have enabled their Regions",
    off: "deployments do not check first that accounts have enabled their Regions",
  },
  {
    path: /^organization\.management\.detector$/,
    on: "the management account gets a detector in each Region",
    off: "the detectors of the management account stay, and the stack no longer manages them",
  },
  {
    path: /^organization\.management\.delegated$/,
    on: "pulumi destroy keeps the delegation",
    off: "pulumi destroy ends the delegation, and findings of members are no longer exported",
  },
  {
    path: /^organization\.management\.malwareProtectionAccess$/,
    on: "GuardDuty gets trusted access to scan volumes of members",
    off: "trusted access stays, and the stack no longer manages it",
  },
  {
    path: /^organization\.members\.managedBy$/,
    values: {
      guardduty: "GuardDuty's own settings enable it in accounts of the organization",
      policy: "policies of AWS Organizations enable GuardDuty in accounts of the organization",
    },
  },
  {
    path: /^organization\.members\.accounts\.\d+\.(email|invite)$/,
    ...{ set: OF_NEW_MEMBERS, unset: OF_NEW_MEMBERS, on: OF_NEW_MEMBERS, off: OF_NEW_MEMBERS },
  },
  {
    path: /(^|\.)features\.[^.]+\.regions$/,
    unset: KEPT,
  },
  {
    path: /(^|\.)features\.[^.]+\.excludeRegions$/,
    set: KEPT,
  },
  {
    path: /^existing\.[^.]+\.enable$/,
    on: "Pulumi enables the detector if it is suspended",
    off: "a detector that is suspended stays suspended",
  },
  {
    path: /^readerArns$/,
    set: "it can read the findings",
    unset: "it can no longer read the findings",
  },
  {
    path: /^bucket\.breakGlassRoleArns$/,
    set: "it can change and delete the bucket and the key",
    unset: "it can no longer change and delete the bucket and the key",
  },
  {
    path: /^bucket\.protection$/,
    values: {
      standard: "administrators of the account can change and delete the bucket and the key",
      locked: "only the deploying role and break-glass roles can change and delete them",
    },
  },
  {
    path: /^bucket\.accessLogs\.bucketName$/,
    set: "S3 writes the access logs of the bucket there",
    unset: "S3 no longer writes access logs of the bucket",
  },
  {
    path: /^notifications$/,
    on: "Pulumi creates a topic that gets notifications of new findings",
    off: "Pulumi deletes the topic, and readers get no notifications from it",
  },
  {
    path: /^notificationTopicArn$/,
    set: "readers get notifications of new findings from that topic",
    unset: "readers no longer get notifications of new findings from it",
  },
  {
    path: /^acceptInvitation$/,
    on: "the account becomes a member of the administrator",
    off: "the account leaves the administrator, which no longer exports its findings",
  },
  {
    path: /^administratorAccountId$/,
    set: "with acceptInvitation, the account leaves its former administrator, which no longer exports its findings",
  },
  { path: /^readers\.[^.]+\.accessKey\.keyVersion$/, set: REPLACED_KEY, unset: REPLACED_KEY },
  { path: /^readers\.[^.]+\.role\.externalId$/, set: EXTERNAL_ID, unset: EXTERNAL_ID },
  {
    path: /^readers\.[^.]+\.(role|webIdentity|service)\.name$/,
    ...{ set: REPLACED_ROLE, unset: REPLACED_ROLE },
  },
  {
    path: /^readers\.[^.]+\.queue\.existing\.url$/,
    set: "the reader gets notifications from that queue alone",
    unset: "Pulumi creates a queue, and the reader has to use that one",
  },
  { path: /^chronicle\.displayName$/, set: OTHER_FEED, unset: OTHER_FEED },
  {
    path: /^chronicle\.(instance|project|location)$/,
    set: "the feed is registered in that instance",
    unset: FEED,
  },
  { path: /^sentinel\.workspace\.id$/, set: "the connector is registered there", unset: CONNECTOR },
  { path: /^sentinel\.connectorName$/, set: OTHER_CONNECTOR, unset: OTHER_CONNECTOR },
  {
    path: /^health\.email$/,
    set: "alarms are sent there once the address confirms the subscription",
    unset: "alarms are no longer sent there",
  },
  {
    path: /^health\.topicArn$/,
    set: "alarms are sent to that topic alone",
    unset: "alarms are no longer sent there",
  },
  {
    path: /^lists\.[^.]+\.kind$/,
    values: Object.fromEntries(Object.entries(LISTS).map(([kind, { added }]) => [kind, added])),
  },
  { path: /^lists\.[^.]+\.existing\.[^.]+\.location$/, set: UNVERIFIED },
  { path: /^(filters|lists|malwareProtection)\..+\.detach$/, on: STAYS, off: DELETED },
];

/** What follows from a change of a setting, where there is more to say. */
export function effectOf(change: LeafChange): string | undefined {
  const { path, list, from, to, whole, byHand, default: holds } = change;
  if (byHand === "is") return MADE_BY_HAND;
  // What was created by hand stays, and is replaced by nothing.
  if (byHand === "was" && OTHERS.test(list ?? path)) return undefined;
  // Without a list nothing is left out.
  if (whole === true && to === undefined) return undefined;
  const effect = EFFECTS.find((one) => one.path.test(list ?? path));
  if (effect === undefined) return undefined;
  const now = to ?? holds;
  const value = effect.values?.[String(now)];
  if (value !== undefined) return value;
  if (now === true) return effect.on;
  if (now === false || (now === undefined && from === true)) return effect.off;
  return to === undefined ? effect.unset : effect.set;
}
