import { ADD_ON_SERVICES } from "../../rules/addOns";
import type { DeployPolicy } from "../../rules/permissions";
import { BEYOND, deployPolicy, memberDeployPolicy } from "../../rules/permissions";
import type { AccountRole } from "../../rules/plan";
import { planExport, planMemberDetectors } from "../../rules/plan";
import { addOnServicesText } from "../../rules/texts/addOns";
import { BEYOND_TEXTS } from "../../rules/texts/beyond";
import { CannotRun, cannotRun } from "../cannotRun";
import type { StackFile, StackOptions } from "../config/stackFile";
import { readStackFile, locateStack } from "../config/stackFile";
import { unchecked } from "../findings";
import type { Report, Section } from "../output/report";
import { listSection, tableSection } from "../output/report";

export const ACCOUNTS: readonly AccountRole[] = [
  "administrator",
  "management",
  "bucket",
  "key",
  "member",
];

export interface PermissionsOptions extends StackOptions {
  account?: AccountRole;
}

/** The least IAM policy of each identity that deploys a part of a stack. Throws CannotRun. */
export function permissions(folder: string, options: PermissionsOptions): Report {
  const file = readStackFile(folder, locateStack(folder, options));
  const all = policiesOf(file);
  const { account } = options;
  const policies = account === undefined ? all : all.filter(([part]) => part === account);
  if (policies.length === 0) {
    throw cannotRun("accountNotDeployed", {
      account: account as AccountRole,
      accounts: all.map(([part]) => part),
    });
  }
  const documents = policies.map(([part, { document }]) => [part, document] as const);
  return {
    title: `Permissions to deploy ${file.name} in stack ${file.stack}`,
    summary: { text: summary(policies), tone: "good" },
    findings: false,
    sections: [
      ...policies.flatMap(sectionsOf),
      ...listSection("Not in these policies", addOnLines(file)),
      ...beyondSection(policies),
    ],
    // Of one account the bare document, which IAM takes as it is.
    data: account === undefined ? Object.fromEntries(documents) : (documents[0]?.[1] as object),
  };
}

type Policies = [AccountRole, DeployPolicy][];

function policiesOf({ project, stack, name, part }: StackFile): Policies {
  if (part.role === "member") {
    if (part.regionsOf !== undefined) {
      throw new CannotRun(unchecked("regionsNotKnown", { stack: part.regionsOf }));
    }
    return [["member", memberDeployPolicy(planMemberDetectors(name, part.settings))]];
  }
  const owner = { project, stack, component: name };
  const plan = planExport({ owner, settings: part.settings });
  return ACCOUNTS.flatMap((account): Policies => {
    const policy = deployPolicy(plan, name, account);
    return policy === undefined ? [] : [[account, policy]];
  });
}

function summary(policies: Policies): string {
  const sizes = policies.map(
    ([account, { characters, limit }]) => `${account} ${characters} of ${limit} characters`,
  );
  return `to create, update, refresh and destroy; ${sizes.join(", ")}`;
}

function sectionsOf([account, { document, regional }]: Policies[number]): Section[] {
  const text = JSON.stringify(document, undefined, 2);
  const wide = regional ? "" : ", for all Regions: the list of Regions does not fit";
  return [
    {
      title: `IAM policy of the ${account} account's identity${wide}`,
      content: { kind: "code", language: "json", text },
    },
  ];
}

function addOnLines({ part }: StackFile): string[] {
  if (part.role === "member") return [];
  const { readers, ...others } = part.addOns;
  const named = [
    ...(Object.keys(readers).length > 0 ? ["readers"] : []),
    ...Object.entries(others).flatMap(([key, args]) => (args === undefined ? [] : [key])),
    ...part.encryptedAddOns,
  ];
  return named.flatMap((key) => {
    const services = ADD_ON_SERVICES[key];
    return services === undefined ? [] : [`${key}: also allow ${addOnServicesText(services)}`];
  });
}

function beyondSection(policies: Policies): Section[] {
  const actions = [
    ...new Set(policies.flatMap(([, { beyond }]) => beyond.map(({ action }) => action))),
  ].sort();
  const rows = actions.map((action) => {
    const { why, source } = BEYOND[action] as (typeof BEYOND)[string];
    return [action, BEYOND_TEXTS[why], source];
  });
  return tableSection("Actions beyond the engine's own calls", ["Action", "Why", "Source"], rows, {
    folded: true,
  });
}
