import { BEYOND } from "../../rules/permissions";
import type { AccountRole } from "../../rules/plan";
import { BEYOND_TEXTS } from "../../rules/texts/beyond";
import { cannotRun } from "../cannotRun";
import { deployedIn } from "../config/deployed";
import type { LiveStackOptions } from "../config/liveStack";
import type { StackFile } from "../config/stackFile";
import { readStackFile, locateStack, stackNotGiven } from "../config/stackFile";
import { stateOf } from "../config/state";
import type { Report, Section } from "../output/report";
import { listSection, tableSection } from "../output/report";
import type { Text } from "../output/text";
import { text, value } from "../output/text";
import type { Titled } from "../output/titles";
import { inStack } from "../output/titles";
import { deployedPolicies } from "../permissions/deployed";
import type { NamedPolicy } from "../permissions/policies";
import { ACCOUNTS, configuredPolicies } from "../permissions/policies";

export interface PermissionsOptions extends LiveStackOptions {
  account?: AccountRole;
  /** For what the stack's state has, in place of what its configuration describes. */
  deployed?: boolean;
}

/** The least IAM policy of each identity that deploys a part of a stack. Throws CannotRun. */
export async function permissions(folder: string, options: PermissionsOptions): Promise<Report> {
  const { account } = options;
  const isDeployed = options.deployed === true || options.state !== undefined;
  const found = isDeployed ? await ofState(folder, options) : ofConfig(folder, options);
  const { name, all, missing } = found;
  const policies = account === undefined ? all : all.filter((one) => one.account === account);
  if (policies.length === 0) {
    throw cannotRun("accountNotDeployed", {
      account: account as AccountRole,
      accounts: ACCOUNTS.filter((role) => all.some((one) => one.account === role)),
    });
  }
  const documents = policies.map(({ name: policy, policy: { document } }) => [policy, document]);
  const named = text`${value(name)} ${inStack(found)}`;
  const [title, does]: [Text, string] = isDeployed
    ? [text`Permissions for what is deployed of ${named}`, "update, refresh"]
    : [text`Permissions to deploy ${named}`, "create, update, refresh"];
  return {
    title,
    summary: { text: `to ${does} and destroy; ${sizes(policies)}`, tone: "good" },
    findings: false,
    sections: [
      ...policies.flatMap(sectionsOf),
      ...listSection("Not in these policies", missing),
      ...beyondSection(policies),
    ],
    // A single policy of one account is the bare document, which IAM takes as it is.
    data:
      account === undefined || documents.length > 1
        ? (Object.fromEntries(documents) as object)
        : (documents[0]?.[1] as object),
  };
}

/** The policies of a stack, and what they do not cover. */
interface Policies extends Titled {
  name: string;
  all: NamedPolicy[];
  missing: string[];
}

function ofConfig(folder: string, options: PermissionsOptions): Policies {
  const file = readStackFile(folder, locateStack(folder, options));
  const { name, stack, argsFile } = file;
  return { name, stack, argsFile, all: configuredPolicies(file), missing: encryptedLines(file) };
}

async function ofState(folder: string, options: PermissionsOptions): Promise<Policies> {
  const { stack, config, name, project } = options;
  if (config !== undefined) {
    throw cannotRun("optionsConflict", { options: ["--deployed", "--config"] });
  }
  if (stack === undefined) throw stackNotGiven(folder);
  const deployment = await stateOf(folder, stack, { project, file: options.state });
  const is = deployedIn(stack, deployment, name);
  return {
    ...{ name: is.owner.component, stack, all: deployedPolicies(is, deployment) },
    missing: ["what is created: print the policies without --deployed for that"],
  };
}

function sizes(policies: NamedPolicy[]): string {
  const each = policies.map(
    ({ name, policy: { characters, limit } }) => `${name} ${characters} of ${limit} characters`,
  );
  return each.join(", ");
}

function sectionsOf({ account, name, policy }: NamedPolicy): Section[] {
  const { document, regional } = policy;
  const text = JSON.stringify(document, undefined, 2);
  const wide = regional ? "" : ", for all Regions: the list of Regions does not fit";
  const part = name === account ? "" : `, ${name}`;
  return [
    {
      title: `IAM policy of the ${account} account's identity${part}${wide}`,
      content: { kind: "code", language: "json", text },
    },
  ];
}

function encryptedLines({ part }: StackFile): string[] {
  if (part.role === "member") return [];
  return part.encryptedAddOns.map(
    (key) => `${key} is encrypted as a whole: set it without --secret to include it`,
  );
}

function beyondSection(policies: NamedPolicy[]): Section[] {
  const actions = [
    ...new Set(policies.flatMap(({ policy }) => policy.beyond.map(({ action }) => action))),
  ].sort();
  const rows = actions.map((action) => {
    const { why, source } = BEYOND[action] as (typeof BEYOND)[string];
    return [action, BEYOND_TEXTS[why], source];
  });
  return tableSection("Actions beyond the engine's own calls", ["Action", "Why", "Source"], rows, {
    folded: true,
  });
}
