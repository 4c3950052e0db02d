import { listed, statementName } from "../../texts/words";

/** What the user does or chooses, for fixes that no program can make. */
export const ACTIONS = {
  useBucket: ({ path, region }: { path: string; region: string }) =>
    `set ${path} to a bucket in ${region}`,
  useKey: ({ path, region }: { path: string; region: string }) =>
    `set ${path} to the ARN of a symmetric customer managed key in ${region}`,
  useTopic: ({ path }: { path: string }) => `set ${path} to the ARN of a topic that exists`,
  useBus: ({ path }: { path: string }) => `set ${path} to the ARN of an event bus that exists`,
  useBucketIn: ({ path, region }: { path: string; region: string }) =>
    `set ${path} to the name of a bucket in ${region}`,
  removeRegions: ({ regions }: Regions) => `remove ${listed(regions)} from regions`,

  oneComponent: () => "remove one of the two components, or deploy them in different accounts",

  keepKey: ({ arn, command }: Key & { command: string }) =>
    `run ${command}, then set key.existing.arn to ${arn}`,
  importKeyMaterial: ({ arn }: Key) => `import the key material of ${arn}`,
  connectKeyStore: ({ arn }: Key) => `connect the custom key store of ${arn}`,
  waitForKey: ({ arn }: Key) => `wait until ${arn} is Enabled, and run the command again`,

  correctPolicy: ({ of }: { of: string }) => `correct the ${of} policy, and run the command again`,
  changeSids: ({ sids }: { sids: readonly string[] }) =>
    sids.length === 1 ? "change the Sid of this statement" : "change the Sids of these statements",
  changeName: () =>
    "give this project, stack or component another name; if no other stack has it, remove these statements",
  exceptDeployer: ({ statement, of, arn }: { statement: Statement; of: string; arn: string }) =>
    `except ${arn} from ${statementName(statement)} of the ${of} policy`,
  addOwnerStatement: () =>
    "add a statement to the key policy that allows the root user of the key's account kms:*",

  removeBytes: ({ bytes }: { bytes: number }) =>
    `remove at least ${bytes} bytes of statements from others`,
  fewerReaders: ({ most }: { most: number }) =>
    `list at most ${most} ARNs in readerArns, or let the readers assume a role of the bucket's account`,

  correctListFile: ({ file, line }: { file: string; line?: number }) =>
    line === undefined
      ? `write the entries of the list into ${file}, one a line`
      : `remove line ${line} of ${file}`,

  useCredentials: ({ accountId }: { accountId: string }) =>
    `use credentials of account ${accountId}`,
  useRole: () => "deploy with an IAM role, and list its ARN in bucket.breakGlassRoleArns",
  correctCredentials: () => "correct the credentials of this account",
  allowCalls: ({ actions, on }: { actions: readonly string[]; on?: string }) =>
    `allow ${listed(actions)}${on === undefined ? "" : ` on ${on}`} for the deploying identity`,
  compareWithDiscover: () => "compare the configuration with what guardduty-export discover lists",
  delegate: ({ accountId, regions }: { accountId: string } & Regions) =>
    `delegate GuardDuty to account ${accountId} in ${listed(regions)} (aws guardduty enable-organization-admin-account --admin-account-id ${accountId} --region ${only(regions)})`,
  addMember: ({ accountId, regions }: { accountId: string } & Regions) =>
    `add account ${accountId} as a member in ${listed(regions)} (aws guardduty create-members --account-details AccountId=${accountId},Email=<its e-mail address> --detector-id <detector id> --region ${only(regions)})`,
  enableRegions: ({ regions }: Regions) =>
    `enable ${listed(regions)} in that account (aws account enable-region --region-name ${only(regions)})`,
  waitForRegions: ({ regions }: Regions) =>
    `wait until ${listed(regions)} ${regions.length === 1 ? "is" : "are"} ENABLED, and run the command again`,
  manageByPolicy: ({ settings }: { settings: readonly string[] }) =>
    `if the policies are intended, set organization.members.managedBy to policy and remove ${listed(settings)}; otherwise run aws organizations disable-policy-type --policy-type GUARDDUTY_POLICY --root-id <id of the root>`,
  enablePolicyType: () =>
    "run aws organizations enable-policy-type --policy-type GUARDDUTY_POLICY --root-id <id of the root>, and attach the policy that guardduty-export plan --organization-policy prints",
  enableRegionsInPolicy: ({ regions }: Regions) =>
    `add ${listed(regions)} to the policy, as guardduty-export plan --organization-policy prints it (aws organizations update-policy --policy-id <id of the policy> --content <the policy as JSON>)`,
  enableInPolicy: ({ accountId, regions }: { accountId: string } & Regions) =>
    `remove ${listed(regions)} from regions, or enable foundational there in the policy in effect (aws organizations describe-effective-policy --policy-type GUARDDUTY_POLICY --target-id ${accountId})`,
  useAccount: ({ accountId, other }: { accountId: string; other: string }) =>
    `use account ${accountId} in this stack, and another stack for account ${other}`,
  endDelegation: ({ from, to }: { from: string; to: string }) =>
    `remove organization.management and run pulumi up before the administrator account leaves the organization of ${from}, then set account ${to}`,
} as const;

/** The one Region, or what stands for each of several. */
const only = ([region = "", ...others]: readonly string[]): string =>
  others.length === 0 ? region : "<Region>";

/** A statement by its position and Sid. */
export interface Statement {
  index: number;
  sid?: string;
}

export interface Regions {
  regions: readonly string[];
}

export interface Key {
  arn: string;
}
