import type { IdOfKind } from "../../../rules/findings";

/** The rows of what keeps a command from running. */
export const INPUT_DESCRIPTIONS: {
  [id in IdOfKind<"input">]: { meaning: string; fix: string };
} = {
  optionsConflict: {
    meaning: "Two options exclude each other",
    fix: "Remove one of them",
  },
  stackNotGiven: {
    meaning:
      "Neither `--stack` nor `--config` is given, or a file of arguments is given and the command reads a stack's state",
    fix: "Pass `--stack`, or `--config` if the command reads no state",
  },
  stackNameInvalid: {
    meaning: "The value of `--stack` is not a stack name",
    fix: "Pass the name of a stack, or a file as `--config`",
  },
  stackOfOtherProject: {
    meaning: "The stack belongs to another project",
    fix: "Run the command in the folder of that project",
  },
  stackFileMissing: {
    meaning: "The stack has no configuration file in the folder",
    fix: "Pass one of the stacks that the text lists, or create the file",
  },
  argumentsNotInFile: {
    meaning:
      "The project has a program of its own, and the stack's file does not have the arguments of the component",
    fix: "Pass the component's arguments as `--config`; `permissions` takes `--deployed` too",
  },
  commitNotFound: {
    meaning: "The value of `--against` is not a commit of the repository",
    fix: "Pass a branch, a tag or a commit; fetch it in a shallow clone",
  },
  durationInvalid: {
    meaning: "The value of an option is not a duration",
    fix: "Pass a number and a unit, such as `30s`, `15m`, `24h` or `7d`",
  },
  regionNamesInvalid: {
    meaning: "`--regions` has a name that is not a Region",
    fix: "Correct the names, or pass `all`",
  },
  fileExists: {
    meaning: "The file to write exists",
    fix: "Pass the name of a new stack",
  },
  policyFileUnused: {
    meaning: "A policy file is given for a bucket or key that the configuration does not adopt",
    fix: "Remove the option, or set `existing`",
  },
  policyFileOfOther: {
    meaning: "A policy file is of a queue, topic, bus or role that the configuration does not use",
    fix: "Pass the policy of one that it uses, or remove the option",
  },
  awsOutputInvalid: {
    meaning: "A file is not the output of the command of the AWS CLI that the option names",
    fix: "Write the file again with the command",
  },
  noOrganizationPolicy: {
    meaning:
      "A policy of the organization cannot do what the configuration sets for members, or it sets nothing for them",
    fix: "Set `organization.members` as the message says",
  },
  managementNotConfigured: {
    meaning: "An option requires `organization.management`",
    fix: "Set `organization.management`, or remove the option",
  },
  detachedExport: {
    meaning: "`detach` is set: there is no export to check or test",
    fix: "Remove `detach`, and run `pulumi up`",
  },
  accountNotDeployed: {
    meaning: "The stack deploys nothing in the account of `--account`",
    fix: "Pass one of the accounts that the text lists",
  },
  memberStack: {
    meaning: "The stack is a member account's, which has no export",
    fix: "Pass the administrator's stack",
  },
  formerKeyInvalid: {
    meaning: "The value of `--former-key` is not the ARN of a KMS key",
    fix: "Pass the ARN that `pulumi preview` printed",
  },
  formerInUse: {
    meaning: "The configuration still exports to the former bucket or key",
    fix: "Run `detach` without the option to stop the export",
  },
  stateNotRead: {
    meaning: "The state of the stack could not be read",
    fix: "Run `pulumi stack export`, and pass the file as `--state`",
  },
  stateOfOtherStack: {
    meaning: "The state is that of another stack or project",
    fix: "Pass the name of its stack, or the state of the stack",
  },
  componentNotInState: {
    meaning: "The stack's state has no export, or several, or none of that name",
    fix: "Pass the export's name as `--name`, or run `pulumi up`",
  },
  settingsNotInState: {
    meaning: "The stack's state has no settings of the component",
    fix: "Run `pulumi up`, or pass the arguments as `--config`",
  },
  fileNotRead: {
    meaning: "A file does not exist or cannot be read",
    fix: "Correct the path or its permissions",
  },
  fileNotText: { meaning: "A file is not UTF-8 text", fix: "Save it as UTF-8" },
  yamlTab: {
    meaning: "A tab follows `-` or `?` in a YAML file, which Pulumi cannot read",
    fix: "Replace the tab by a space",
  },
  yamlInvalid: { meaning: "A file is not valid YAML or JSON", fix: "Correct the lines" },
  nestingTooDeep: {
    meaning: "A value of a file is nested in itself, or in more than 100 levels",
    fix: "Correct the file",
  },
  notMap: {
    meaning: "A file, or a value of it, is not a map of keys to values",
    fix: "Correct the file",
  },
  projectFileOther: {
    meaning:
      "Another project file, such as `Pulumi.json`: Pulumi may read it in place of `Pulumi.yaml`",
    fix: "Keep the project in `Pulumi.yaml` alone",
  },
  projectNameMissing: { meaning: "`Pulumi.yaml` has no project name", fix: "Set `name`" },
  stackFolderInvalid: {
    meaning: "`stackConfigDir` of `Pulumi.yaml` is not a path",
    fix: "Set it to the folder of the stacks' files",
  },
  configKeysInvalid: {
    meaning: "Config keys that Pulumi refuses, or of which it reads only one of several spellings",
    fix: "Correct the keys in the file",
  },
  namespaceMistyped: {
    meaning:
      "Config keys whose namespace is a misspelling of the project's name: Pulumi treats them as another program's",
    fix: "Correct the namespace",
  },
  configInvalid: {
    meaning: "Values of the configuration are invalid",
    fix: "Apply the fix of each line in the text",
  },
  policyFileEmpty: {
    meaning: "A policy file is empty",
    fix: "Write it again with `aws s3api get-bucket-policy` or `aws kms get-key-policy`",
  },
  policyFileInvalid: {
    meaning: "A policy file does not hold a policy",
    fix: "Correct the policy as the text says",
  },
  controlPolicyInvalid: {
    meaning: "A file does not hold a resource control policy that AWS accepts",
    fix: "Write it again with `aws organizations describe-policy`",
  },
  policyElementsInvalid: {
    meaning: "Elements of a policy file are unknown, incomplete or of another bucket or key",
    fix: "Correct the elements that the text lists",
  },
};
