import type { NoPolicy } from "../../rules/organizationPolicy";
import type { AccountRole } from "../../rules/plan";
import type { Problem } from "../../rules/problems";
import type { ConfigKeyMistake } from "../../stacks/configKeys";

/** What keeps a file from being read. */
export type FileCause =
  | "notFound"
  | "isDirectory"
  | "notRegular"
  | "tooLarge"
  | "noPermission"
  | "notInCommit"
  | { message: string };

/** Why a revision is not a commit. */
export type CommitCause = "gitMissing" | "ambiguous" | { message: string };

/** What is wrong with an element of a policy in a file. */
export type PolicyMistake = { path: string } & (
  | { id: "unknownElement" }
  | { id: "wrongType"; expected: string; got: unknown }
  | { id: "wrongValue"; allowed: string[]; got: unknown }
  | { id: "otherAction"; action: string; holder: "bucket" | "key" }
  | { id: "otherBucket"; resource: string; bucketArn: string }
);

/** Why Pulumi refuses an entry of a project's config. */
export type DeclarationMistake =
  | { mistake: "noValue"; key: string }
  | { mistake: "attributes"; key: string; unknown: string[]; allowed: string[] }
  | { mistake: "valueAndDefault"; key: string };

/** Why a file holds no resource control policy. */
export type ControlPolicyMistake =
  | { mistake: "notJson" }
  | { mistake: "propertyTwice" }
  | { mistake: "element"; path: string }
  | { mistake: "tooLong"; length: number; maximum: number };

/** What is wrong with a command line, and with the files that it names. */
export interface InputValues {
  optionsConflict: { options: readonly string[] };
  /** `argsFile` is given in place of a stack, whose state is to be read; otherwise `stacks` are those that have a file in the folder. */
  stackNotGiven: { argsFile: string } | { stacks: string[] };
  stackNameInvalid: { option: string; reference: string; project: string };
  stackOfOtherProject: {
    option: string;
    reference: string;
    otherProject: string;
    project: string;
  };
  /** `stacks` are those that have a file in its folder. */
  stackFileMissing: { file: string; stacks: string[] };
  /** The project has a program of its own, which has the arguments. */
  /** `there`: the file is there, and has no arguments. */
  argumentsNotInFile: { file: string; there: boolean; project: string };
  commitNotFound: { revision: string; cause?: CommitCause };
  durationInvalid: { option: string; got: string };
  regionNamesInvalid: { names: string[] };
  fileExists: { option: string; file: string };
  policyFileUnused: { holder: "bucket" | "key"; because: "created" | "member" };
  /** A file whose policies are of nothing that the stack uses; `arns`: what it uses. */
  policyFileOfOther: { option: string; file: string; arns: string[] };
  /** A file that is no output of the command. */
  awsOutputInvalid: { file: string; command: string };
  noOrganizationPolicy: NoPolicy;
  managementNotConfigured: { option: string };
  detachedExport: { command: "repair" | "status" | "test" };
  /** `accounts` are those in which the stack deploys something. */
  accountNotDeployed: { account: AccountRole; accounts: AccountRole[] };
  memberStack: { stack: string; argsFile?: string | undefined };
  formerKeyInvalid: { got: string };
  formerInUse: { options: string[] };
  /** `file`: undefined: the Pulumi CLI was run. */
  stateNotRead: { stack: string; file?: string | undefined; cause: string };
  /** `project` is the one that was asked for. */
  stateOfOtherStack: {
    stack: string;
    project?: string | undefined;
    found: { project: string; stack: string };
  };
  /** `names` are those of the components of this package; `name` is the one that was asked for. */
  componentNotInState: { stack: string; name?: string; names: string[] };
  settingsNotInState: { stack: string; name: string };
  fileNotRead: { file: string; cause: FileCause };
  fileNotText: { file: string };
  /** A tab follows an indicator of YAML. */
  yamlTab: { file: string; lines: number[] };
  yamlInvalid: { file: string; mistakes: { line?: number; message: string }[] };
  /** Levels that are allowed. */
  nestingTooDeep: { file: string; levels: number };
  notMap: { file: string; path?: string; got: unknown };
  /** Pulumi may read this file in place of Pulumi.yaml. */
  projectFileOther: { file: string };
  projectNameMissing: { file: string; got: unknown };
  stackFolderInvalid: { file: string; got: unknown };
  /** Config keys or declarations that Pulumi refuses, or may read as another value. */
  configKeysInvalid: { file: string; mistakes: (ConfigKeyMistake | DeclarationMistake)[] };
  namespaceMistyped: { file: string; problems: Problem[] };
  /** `encrypted` are paths of values that decide which resources exist. */
  configInvalid: { file: string; project: string; problems: Problem[]; encrypted: string[] };
  policyFileEmpty: { file: string; holder: "bucket" | "key" };
  policyFileInvalid: { file: string; problem: Problem };
  controlPolicyInvalid: { file: string } & ControlPolicyMistake;
  policyElementsInvalid: { file: string; mistakes: PolicyMistake[] };
}
