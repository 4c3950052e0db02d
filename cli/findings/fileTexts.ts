import type { TextsOf } from "../../rules/health/findings";
import { capped, fixText, moreLines, problemText, reported, shown } from "../../rules/problems";
import { counted, listed, sentence } from "../../rules/texts/words";
import type { ConfigKeyMistake } from "../../stacks/configKeys";
import { READ_COMMANDS } from "./commands";
import type {
  ControlPolicyMistake,
  DeclarationMistake,
  FileCause,
  InputValues,
  PolicyMistake,
} from "./inputs";

const SHOWN_LINES = 10;

const FILE_CAUSES = {
  notFound: { problem: "not found", fix: "Correct the path, or create the file." },
  isDirectory: { problem: "is a directory, not a file", fix: "Pass a file." },
  notRegular: { problem: "is not a regular file", fix: "Pass a file, not a pipe or a device." },
  tooLarge: {
    problem: "is larger than 1 MiB",
    fix: "Pass a file with the configuration or the policy alone.",
  },
  noPermission: {
    problem: "permission denied",
    fix: "Allow the user who runs the command to read it.",
  },
  notInCommit: {
    problem: "the path, a symbolic link or a submodule leads out of the commit",
    fix: "Pass the configuration of that commit as --against-file.",
  },
};

const fileCause = (cause: FileCause) =>
  typeof cause === "string"
    ? FILE_CAUSES[cause]
    : { problem: cause.message, fix: "Check the path and the file system." };

const KINDS: { [expected: string]: string } = {
  array: "list",
  int: "whole number",
  object: "map",
  record: "map",
};

function mistakeText(mistake: PolicyMistake): string {
  switch (mistake.id) {
    case "unknownElement":
      return "unknown policy element";
    case "wrongType": {
      const kind = KINDS[mistake.expected] ?? mistake.expected;
      return `must be a ${kind}; ${gotText(mistake.got)}`;
    }
    case "wrongValue":
      return `must be one of ${mistake.allowed.join(", ")}; ${gotText(mistake.got)}`;
    case "otherAction":
      return `${shown(mistake.action)} is not an action on a ${mistake.holder}`;
    case "otherBucket":
      return `${shown(mistake.resource)} is not in ${mistake.bucketArn}: the policy belongs to another bucket`;
  }
}

const gotText = (got: unknown) => (got === undefined ? "is missing" : `got ${shown(got)}`);

/** What is wrong with a file, a line each. */
function lines(file: string, problems: readonly { path: string; text: string }[]): string {
  const listed = capped(problems);
  const rows = listed.shown.map(({ path, text }) => `  - ${path}: ${text}`);
  const title = `${file}: ${counted(problems.length, "problem")}`;
  return [title, ...rows, ...moreLines(listed)].join("\n");
}

const CORRECT = (file: string) => `Correct ${file}, then run the command again.`;

function configKeyMistakeText(one: ConfigKeyMistake | DeclarationMistake): string {
  switch (one.mistake) {
    case "parts":
      return "is not a config key of Pulumi. Fix: write it as <namespace>:<name>";
    case "twice":
      return `is set by ${listed(one.spellings)}, and Pulumi reads only one of them. Fix: keep one`;
    case "noValue":
      return "has no value, which Pulumi refuses. Fix: give it a value, or remove it";
    case "attributes":
      return `${one.unknown.length === 1 ? "unknown attribute" : "unknown attributes"} ${listed(one.unknown)}; expected ${one.allowed.join(", ")}. Fix: write the map below value`;
    case "valueAndDefault":
      return "has both value and default, which Pulumi refuses. Fix: keep one";
  }
}

function controlPolicyMistakeText(value: ControlPolicyMistake): string {
  switch (value.mistake) {
    case "notJson":
      return "is not JSON";
    case "propertyTwice":
      return "has a property twice in one object, and only one of them would be read";
    case "element":
      return `${value.path}: does not fit a resource control policy, whose statements have Effect "Deny", Principal "*", Action, and Resource or NotResource`;
    case "tooLong":
      return `has ${value.length} characters without white space; a resource control policy has at most ${value.maximum}`;
  }
}

/** The findings about a file and what is in it. */
type FileFinding =
  | "fileNotRead"
  | "fileNotText"
  | "yamlTab"
  | "yamlInvalid"
  | "nestingTooDeep"
  | "notMap"
  | "projectFileOther"
  | "projectNameMissing"
  | "stackFolderInvalid"
  | "configKeysInvalid"
  | "namespaceMistyped"
  | "configInvalid"
  | "policyFileEmpty"
  | "policyFileInvalid"
  | "controlPolicyInvalid"
  | "policyElementsInvalid";

/** What is printed of a file that a command cannot run with. */
export const FILE_TEXTS: Pick<TextsOf<InputValues>, FileFinding> = {
  fileNotRead: {
    problem: ({ file, cause }) => `${file}: ${fileCause(cause).problem}`,
    fix: ({ cause }) => fileCause(cause).fix,
  },
  fileNotText: {
    problem: ({ file }) => `${file}: is not UTF-8 text`,
    fix: ({ file }) => `Save ${file} as UTF-8.`,
  },
  yamlTab: {
    problem: ({ file, lines: numbers }) =>
      `${file}: has a tab after - or ? in line ${numbers.slice(0, SHOWN_LINES).join(", ")}, which Pulumi cannot read`,
    fix: ({ file }) => `Replace these tabs in ${file} by spaces.`,
  },
  yamlInvalid: {
    problem: ({ file, mistakes }) =>
      lines(
        file,
        mistakes.map(({ line, message }) => ({
          path: line === undefined ? "(all)" : `line ${line}`,
          text: message,
        })),
      ),
    fix: ({ file }) => CORRECT(file),
  },
  nestingTooDeep: {
    problem: ({ file, levels }) => `${file}: is nested in itself, or in more than ${levels} levels`,
    fix: ({ file }) => CORRECT(file),
  },
  notMap: {
    problem: ({ file, path, got }) =>
      `${file}: ${path === undefined ? "" : `${path} `}must be a map of keys to values; ${gotText(got)}`,
    fix: ({ file }) => CORRECT(file),
  },
  projectFileOther: {
    problem: ({ file }) => `${file}: Pulumi may read this file in place of Pulumi.yaml`,
    fix: ({ file }) => `Keep the project in Pulumi.yaml alone, and delete ${file}.`,
  },
  projectNameMissing: {
    problem: ({ file, got }) => `${file}: name must be a string that is not empty; ${gotText(got)}`,
    fix: ({ file }) => `Set name in ${file} to the name of the project.`,
  },
  stackFolderInvalid: {
    problem: ({ file, got }) =>
      `${file}: stackConfigDir must be the path of a folder; ${gotText(got)}`,
    fix: ({ file }) => `Set stackConfigDir in ${file} to the folder of the stacks' files.`,
  },
  configKeysInvalid: {
    problem: ({ file, mistakes }) =>
      lines(
        file,
        mistakes.map((one) => ({ path: one.key, text: configKeyMistakeText(one) })),
      ),
    fix: ({ file }) => CORRECT(file),
  },
  namespaceMistyped: {
    problem: ({ file, problems }) =>
      lines(
        file,
        problems.map((one) => reported(one)).map(({ path, reason }) => ({ path, text: reason })),
      ),
    fix: ({ file }) => CORRECT(file),
  },
  configInvalid: {
    problem({ file, project, problems, encrypted }) {
      const key = (at: string) => (at === "" ? project : `${project}:${at}`);
      return lines(file, [
        ...encrypted.map((path) => ({
          path: key(path),
          text: "is encrypted and decides which resources exist, so it cannot be planned without the stack's key. Fix: set it without --secret",
        })),
        ...problems
          .map((one) => reported(one, key))
          .map(({ path, reason }) => ({ path, text: reason })),
      ]);
    },
    fix: ({ file }) => CORRECT(file),
  },
  policyFileEmpty: {
    problem: ({ file }) =>
      `${file}: is empty; the command that writes it may have failed. A bucket without a policy is {"Statement": []}`,
    fix: ({ file, holder }) => `Write ${file} again with ${READ_COMMANDS[holder]}.`,
  },
  policyFileInvalid: {
    problem: ({ file, problem }) => `${file}: ${problemText(problem)}`,
    fix: ({ problem }) => sentence(fixText(problem.fix)),
  },
  controlPolicyInvalid: {
    problem: (value) => `${value.file}: ${controlPolicyMistakeText(value)}`,
    fix: ({ file }) =>
      `Write ${file} again with aws organizations describe-policy --policy-id <id of the policy>.`,
  },
  policyElementsInvalid: {
    problem: ({ file, mistakes }) =>
      lines(
        file,
        mistakes.map((one) => ({
          path: one.path === "" ? "(all)" : one.path,
          text: mistakeText(one),
        })),
      ),
    fix: ({ file }) => CORRECT(file),
  },
};
