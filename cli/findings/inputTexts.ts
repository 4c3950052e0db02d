import type { TextsOf } from "../../rules/health/findings";
import { shown } from "../../rules/problems";
import { listed, listedValues, pathName } from "../../rules/texts/words";
import { FILE_TEXTS } from "./fileTexts";
import type { CommitCause, InputValues } from "./inputs";

function noPolicyText(values: InputValues["noOrganizationPolicy"]): string {
  switch (values.because) {
    case "noMembers":
      return "the configuration sets nothing for members of an organization";
    case "otherPlan":
      return `policies of the type GUARDDUTY_POLICY do not have ${values.plan} of organization.members.features`;
    case "tooLarge":
      return `the policy has ${values.characters} characters; AWS Organizations accepts ${values.maximum}`;
  }
}

const NO_POLICY_FIXES = {
  noMembers: 'Set organization.members, for example organization.members.managedBy to "policy".',
  otherPlan: "Use RUNTIME_MONITORING, which includes it, or remove it.",
  tooLarge: "Remove Regions or protection plans from the configuration.",
};

const commitCause = (cause: CommitCause | undefined) => {
  if (cause === undefined) return "";
  if (cause === "ambiguous") return ": a branch and a tag have this name";
  return ` (${cause === "gitMissing" ? "git is not installed" : cause.message})`;
};

/** What is printed of a command line that a command cannot run with, and of files. */
export const INPUT_TEXTS: TextsOf<InputValues> = {
  optionsConflict: {
    problem: ({ options }) => `${listed(options)}: expected one of them, got both`,
    fix: ({ options }) => `Remove ${options.join(" or ")}.`,
  },
  stackNotGiven: {
    problem: (given) => {
      if ("argsFile" in given) {
        return `${given.argsFile}: names no stack, and the command reads the state of one`;
      }
      const neither = "expected --stack NAME or --config FILE; got neither";
      return given.stacks.length === 0
        ? neither
        : `${neither}; stacks with a configuration file here: ${given.stacks.join(", ")}`;
    },
    fix: (given) =>
      "argsFile" in given || given.stacks.length === 0
        ? "Pass --stack with the name of a stack of the project in this folder."
        : "Pass one of them as --stack, or a file as --config.",
  },
  stackNameInvalid: {
    problem: ({ option, reference, project }) =>
      `${option}: ${JSON.stringify(reference)} is not a stack name; expected a name such as prod, acme/prod or acme/${project}/prod`,
    fix: () => "Pass the name of a stack, without the path of a file; pass a file as --config.",
  },
  stackOfOtherProject: {
    problem: ({ option, reference, otherProject, project }) =>
      `${option}: ${reference} belongs to project ${otherProject}; the project in this folder is ${project}`,
    fix: ({ project, otherProject }) =>
      `Pass a stack of ${project}, or run the command in the folder of ${otherProject}.`,
  },
  stackFileMissing: {
    problem: ({ file, stacks }) =>
      `${file}: not found; stacks with a configuration file here: ${stacks.join(", ")}`,
    fix: () => "Pass one of them as --stack, or create the file.",
  },
  argumentsNotInFile: {
    problem: ({ file, there, project }) =>
      `${file}: ${there ? `${project}:regions is not set` : "not found"}; project ${project} has a program of its own, which sets the arguments of the component`,
    fix: () =>
      "Pass a file with the component's arguments, such as --config args.yaml. For the permissions of what is deployed, pass --deployed.",
  },
  commitNotFound: {
    problem: ({ revision, cause }) =>
      `--against: ${JSON.stringify(revision)} is not a commit of this repository${commitCause(cause)}; expected a branch, a tag or a commit`,
    fix: ({ revision, cause }) =>
      cause === "ambiguous"
        ? `Pass refs/heads/${revision} or refs/tags/${revision}.`
        : "Pass a revision that git rev-parse finds; in a shallow clone, fetch it first. To compare with a file, pass it as --against-file.",
  },
  durationInvalid: {
    problem: ({ option, got }) =>
      `${option}: expected a duration such as 30s, 15m, 24h or 7d; got ${JSON.stringify(got)}`,
    fix: ({ option }) => `Pass ${option} a number above 0 and a unit: s, m, h or d.`,
  },
  regionNamesInvalid: {
    problem: ({ names }) =>
      `--regions: ${names.map((name) => JSON.stringify(name)).join(", ")}: not a Region of aws, aws-us-gov or aws-cn; expected all, or names such as us-east-1,eu-west-1`,
    fix: () => "Correct the names, or pass --regions all.",
  },
  fileExists: {
    problem: ({ option, file }) => `${option}: ${file} already exists; refusing to overwrite`,
    fix: ({ option }) =>
      `Pass a name as ${option} whose file does not exist, and run pulumi stack init after it.`,
  },
  policyFileUnused: {
    problem: ({ holder, because }) =>
      because === "member"
        ? `--${holder}-policy: a member account's stack has neither bucket nor key`
        : `--${holder}-policy: the config creates a new ${holder}, whose policy has no other statements`,
    fix: ({ holder, because }) =>
      because === "member"
        ? `Remove --${holder}-policy.`
        : `Remove --${holder}-policy, or set ${holder}.existing to adopt a ${holder}.`,
  },
  policyFileOfOther: {
    problem: ({ option, file, arns }) =>
      `${option}: ${pathName(file)} has the policy of nothing that the configuration uses; ${arns.length === 0 ? "it uses nothing of that kind" : `it uses ${listedValues(arns)}`}`,
    fix: ({ option, arns }) =>
      arns.length === 0
        ? `Remove ${option}.`
        : `Pass the policy of one of these as ${option}, or remove ${option}.`,
  },
  awsOutputInvalid: {
    problem: ({ file, command }) =>
      `${pathName(file)}: is not what the AWS CLI prints as JSON for ${command}`,
    fix: ({ file }) => `Write ${pathName(file)} again with that command.`,
  },
  noOrganizationPolicy: {
    problem: (values) => `--organization-policy: ${noPolicyText(values)}`,
    fix: ({ because }) => NO_POLICY_FIXES[because],
  },
  managementNotConfigured: {
    problem: ({ option }) => `${option}: requires organization.management in the config`,
    fix: ({ option }) => `Set organization.management, or remove ${option}.`,
  },
  detachedExport: {
    problem: ({ command }) =>
      `detach is set in the config: there is no export to ${command === "status" ? "check" : command}`,
    fix: () => "Remove detach from the config, and run pulumi up.",
  },
  accountNotDeployed: {
    problem: ({ account, accounts }) =>
      `--account: the stack deploys nothing in the ${account} account; expected one of ${accounts.join(", ")}`,
    fix: ({ accounts }) => `Pass --account ${accounts[0]}, or remove --account to see all.`,
  },
  memberStack: {
    problem: ({ stack, argsFile }) =>
      `${argsFile === undefined ? `stack ${stack} is a member account's stack` : `${argsFile} has a member account's arguments`}: the administrator's export delivers its findings`,
    fix: ({ argsFile }) =>
      argsFile === undefined
        ? "Pass the administrator's stack."
        : "Pass the arguments of the administrator's export as --config.",
  },
  formerKeyInvalid: {
    problem: ({ got }) => `--former-key: ${JSON.stringify(got)} is not the ARN of a KMS key`,
    fix: () => "Pass the ARN that pulumi preview printed.",
  },
  formerInUse: {
    problem: ({ options }) => `${listed(options)}: the config still exports there`,
    fix: ({ options }) =>
      `To stop the export, run guardduty-export detach without ${listed(options)}.`,
  },
  stateNotRead: {
    problem: ({ stack, cause }) => `could not read the state of stack ${stack}: ${cause}`,
    fix: ({ stack, file }) =>
      file === undefined
        ? "Pass a stack that pulumi stack ls lists as --stack, or the file of its state as --state."
        : `Run pulumi stack export --stack ${stack} --file state.json, and pass --state state.json.`,
  },
  stateOfOtherStack: {
    problem: ({ stack, project, found }) => {
      const of = project === undefined ? "" : ` of project ${project}`;
      return `the state is that of stack ${found.stack} of project ${found.project}, not of stack ${stack}${of}`;
    },
    fix: ({ stack, found, project }) =>
      found.stack === stack.split("/").at(-1)
        ? `Pass --project ${found.project}, or the state of project ${project}.`
        : `Pass --stack ${found.stack}, or the state of stack ${stack}.`,
  },
  componentNotInState: {
    problem: ({ stack, name, names }) => {
      const has = names.length === 0 ? "none" : listed(names);
      const wanted =
        name === undefined ? "expected one GuardDutyExport" : `${shown(name)} not found`;
      return `state of stack ${stack}: ${wanted}; its components of guardduty-export: ${has}`;
    },
    fix: ({ names }) =>
      names.length === 0
        ? "Run pulumi up, which deploys the export, or pass the stack that has it as --stack."
        : `Pass the export's name: --name ${names[0]}.`,
  },
  settingsNotInState: {
    problem: ({ stack, name }) =>
      `state of stack ${stack}: ${name} has no settings that can be read: its deployment did not end, or was of another version of guardduty-export`,
    fix: () =>
      "Run pulumi up. To check what is deployed now, pass its arguments as --config, and --project, --stack and --name.",
  },
  ...FILE_TEXTS,
};
