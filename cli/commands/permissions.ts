import { planAddOns } from "../../rules/addOns";
import type { DeployPolicy } from "../../rules/permissions";
import {
  addOnGrants,
  BEYOND,
  deployPolicy,
  fittingPolicies,
  memberDeployPolicy,
} from "../../rules/permissions";
import type { AccountRole } from "../../rules/plan";
import { planExport, planMemberDetectors } from "../../rules/plan";
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
  const policies = account === undefined ? all : all.filter((one) => one.account === account);
  if (policies.length === 0) {
    throw cannotRun("accountNotDeployed", {
      account: account as AccountRole,
      accounts: [...new Set(all.map((one) => one.account))],
    });
  }
  const documents = policies.map(({ name, policy }) => [name, policy.document] as const);
  return {
    title: `Permissions to deploy ${file.name} in stack ${file.stack}`,
    summary: { text: summary(policies), tone: "good" },
    findings: false,
    sections: [
      ...policies.flatMap(sectionsOf),
      ...listSection("Not in these policies", encryptedLines(file)),
      ...beyondSection(policies),
    ],
    // A single policy of one account is the bare document, which IAM takes as it is.
    data:
      account === undefined || documents.length > 1
        ? Object.fromEntries(documents)
        : (documents[0]?.[1] as object),
  };
}

/** A policy of an account's identity; `name` identifies it among those of the account. */
interface NamedPolicy {
  account: AccountRole;
  name: string;
  policy: DeployPolicy;
}

type Policies = NamedPolicy[];

function policiesOf({ project, stack, name, part }: StackFile): Policies {
  if (part.role === "member") {
    if (part.regionsOf !== undefined) {
      throw new CannotRun(unchecked("regionsNotKnown", { stack: part.regionsOf }));
    }
    const policy = memberDeployPolicy(planMemberDetectors(name, part.settings));
    return [{ account: "member", name: "member", policy }];
  }
  const owner = { project, stack, component: name };
  const plan = planExport({ owner, settings: part.settings });
  const addOns = planAddOns(name, part.settings, part.addOns);
  const given = { addOns: part.addOns, topicArn: part.args["notificationTopicArn"] };
  return ACCOUNTS.flatMap((account): Policies => {
    const policy = deployPolicy(plan, name, account);
    return [
      ...(policy === undefined ? [] : [{ account, name: account, policy }]),
      ...addOnGrants(plan, owner, addOns, account, given).flatMap(({ part: addOn, grants }) =>
        fittingPolicies(grants).map((one, index) => ({
          account,
          name: `${account}-${addOn}${index === 0 ? "" : `-${index + 1}`}`,
          policy: one,
        })),
      ),
    ];
  });
}

function summary(policies: Policies): string {
  const sizes = policies.map(
    ({ name, policy: { characters, limit } }) => `${name} ${characters} of ${limit} characters`,
  );
  return `to create, update, refresh and destroy; ${sizes.join(", ")}`;
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

function beyondSection(policies: Policies): Section[] {
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
