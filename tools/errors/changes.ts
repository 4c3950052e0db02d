import type { ChangeId } from "../../rules/changes";
import { CHANGES } from "../../rules/changes";

/** A row of docs/errors.md for each change. */
const MEANINGS: { [id in ChangeId]: string } = {
  stackAdded: "The stack has no configuration in the revision",
  projectRenamed: "The Pulumi project has another name",
  componentRenamed: "The component has another name: Pulumi creates every resource again",
  roleChanged: "The stack changes from an administrator's to a member's, or back",

  regionAdded: "A Region is added",
  regionRemoved: "A Region is removed: its findings are no longer exported",
  memberRegionAdded: "A member's stack gets a detector in a Region",
  memberAccountChanged: "The account of a member stack changes, and Pulumi refuses the deployment",
  memberRegionRemoved: "A member's stack no longer manages the detector of a Region",
  principalAdded: "A service principal of GuardDuty gains access to the bucket and the key",
  principalRemoved: "A service principal of GuardDuty loses access to the bucket and the key",
  resourceAdopted: "An existing detector or destination is adopted",
  resourceNoLongerAdopted:
    "A detector or destination is removed from `existing`; at risk unless `pulumi destroy` keeps it",

  exportDetached: "`detach` is set: findings are no longer exported",
  exportAttached: "`detach` is removed",
  destinationsRedirected: "Findings go to another bucket or prefix; earlier ones are not moved",
  bucketReplaced: "The bucket is replaced, for the reasons in `reasons`",
  keyReplaced: "The key is replaced, for the reasons in `reasons`",
  adoptedBucketLeft: "An adopted bucket is no longer exported to",
  adoptedKeyLeft: "An adopted key is no longer used",
  onDestroyDeletes: "`onDestroy` changes to `delete`",
  onDestroyRetains: "`onDestroy` changes to `retain`",
  expirationChanged: "Findings or noncurrent versions expire earlier (at risk) or later",
  expirationLeft: "A bucket is adopted in place of a created one: its owner sets the lifecycle",
  expirationAdded:
    "A bucket is created in place of an adopted one, and findings (at risk) or noncurrent versions in it expire after `days`",
  objectLockChanged: "Object Lock of new findings is weaker (at risk) or stronger",

  administratorChanged: "Another administrator account; at risk when it replaces one that is set",
  managementChanged: "Another management account",
  delegationAdded: "The management account registers the administrator",
  delegationRemoved: "The delegation ends: findings of members are no longer exported",
  memberAdded: "An account becomes a member",
  memberRemoved:
    "An account is no longer listed as a member: GuardDuty keeps its membership, and the stack no longer manages it",
  autoEnableChanged:
    "Auto-enable of members changes; at risk for other values than `ALL`, except `NEW` in place of `NONE`",

  statementsChanged: "Statements of the export in a policy are added, removed or changed",
  adoptedPolicyChanged: "Statements in the policy of an adopted bucket or key are added or removed",
  policyWriterChanged:
    "The stack or the owner of an adopted bucket or key now writes its policy; at risk unless the stack writes that of a newly adopted one",
  settingChanged:
    "Another setting changes; at risk where it protects or delivers findings, or gives access to them",

  addOnAdded: "An add-on or a reader is added; at risk when it reads or forwards findings",
  addOnRemoved:
    "An add-on or a reader is removed; at risk unless it is a list of what GuardDuty trusts",
  addOnMoved: "An add-on or a reader moves to another account with its resources",
  addOnPolicyChanged:
    "A policy of an add-on changes; at risk if it allows a reader more, or allows another principal",
  readerIdentityChanged:
    "A reader uses another kind of identity, such as an IAM user with an access key in place of a role",
  queuePolicyWriterChanged: "The stack or the owner of an existing queue now writes its policy",
  addOnEncryptionChanged:
    "An add-on is encrypted as a whole, or no longer: `plan` cannot compare it",
  listEntriesChanged:
    "A list of IP addresses gains or loses entries; at risk when GuardDuty generates fewer findings",
  scannedBucketAdded: "A bucket is now scanned for malware; at risk when it is the findings bucket",
  scannedBucketRemoved: "A bucket is no longer scanned for malware",
  featureAdded: "A protection plan is now listed; at risk when that disables it",
  featureRemoved: "A protection plan is no longer listed: AWS keeps its setting",
  featureChanged:
    "A protection plan, or one of its additional configurations, changes; at risk if fewer accounts have it",

  resourcesAdded: "Resources, by type and name, that the change adds to the stack",
  resourcesRemoved:
    "Resources, by type and name, that the change removes from the stack; at risk for alarms, schedules and event routes of an add-on",
  surroundingsChanged:
    "Something outside of the configuration changes that decides what is deployed, such as an environment of Pulumi ESC or the backend",
  programChanged:
    "Files of the program change, such as `stacks/index.ts`, `package.json` or a submodule; `plan` compares configurations, and does not run programs",
  adoptedPolicyNotCompared:
    "The revision does not have the file of the adopted bucket's or key's policy",
  givenPolicyChanged:
    "Statements of a policy that `--shared-policy` or `--role-details` gives are added or removed",
  givenPolicyNotCompared:
    "The revision does not have the policy in the file that `--shared-policy` or `--role-details` names, or there is no revision",
  filterAdded: "A filter is added; at risk when it archives findings",
  filterRemoved: "A filter is removed",
  suppressionWidened: "A filter can archive more findings than before",
};

const RISKS = { always: "yes", sometimes: "sometimes", never: "no" };

/** The section of the changes that `plan` finds between two configurations. */
export function changesSection(): string {
  const entries = (Object.keys(CHANGES) as ChangeId[]).map(
    (id) => `### ${id}\n\n${MEANINGS[id]}.\n\n- At risk: ${RISKS[CHANGES[id]]}`,
  );
  return [
    "## Changes of the configuration",
    "`plan --against` reports these. What is at risk is in the section *Evidence at risk*, and a finding with `--strict`.",
    ...entries,
  ].join("\n\n");
}
