import type { ExportPlan, ResourceIdentity } from "../../rules/plan";
import { accountIdOf, nameStandIns, standInsFor } from "../../rules/plan";
import { findingsFolder } from "../../rules/policies";
import type { FittedPolicy } from "../../rules/policies";
import type { StackFile } from "../config/stackFile";
import type { Cell, Report, Section, Tone } from "../output/report";
import { listSection, tableSection } from "../output/report";
import type { Analysis, Verdict } from "./analysis";
import { regionDiagram } from "./diagram";
import { faultLines } from "./faults";
import { statementLines } from "./sentences";

const VERDICTS: { [verdict in Verdict]: { words: string; tone: Tone; sentence: string } } = {
  allowed: {
    words: "allowed",
    tone: "good",
    sentence: "GuardDuty will be able to export",
  },
  denied: { words: "denied", tone: "bad", sentence: "GuardDuty will not be able to export" },
  notProvable: {
    words: "not provable",
    tone: "open",
    sentence: "it cannot be proved that GuardDuty will be able to export",
  },
  notChecked: {
    words: "not checked",
    tone: "open",
    sentence: "whether GuardDuty will be able to export is not checked",
  },
};

/** What `plan` says of an export. */
export function exportReport(
  subject: Pick<StackFile, "stack" | "name" | "notChecked">,
  analysis: Analysis,
  full: boolean,
): Report {
  const { plan, findings } = analysis;
  const faults = faultLines(analysis.proofs);
  const open = [...subject.notChecked, ...analysis.notChecked];
  const denied = analysis.proofs.some(({ result }) => result === "denied");
  return {
    title: `Plan of ${subject.name} in stack ${subject.stack}`,
    summary: summary(analysis),
    findings: denied || findings.length > 0,
    sections: [
      ...listSection("Findings", findings.map(nameStandIns), { tone: "bad" }),
      ...listSection("Why GuardDuty could not export", faults.map(nameStandIns), {
        tone: denied ? "bad" : "open",
      }),
      {
        title: "Picture",
        content: { kind: "diagram", graph: regionDiagram(analysis, pictured(plan)) },
      },
      ...listSection("Where findings go", places(analysis).map(nameStandIns)),
      regionTable(analysis),
      ...listSection("Warnings", analysis.warnings, { tone: "open" }),
      ...listSection("Not checked", open, { tone: "open" }),
      ...accountTable(plan),
      ...limitTable(analysis),
      ...listSection("Adopted", adoptions(analysis), { folded: true }),
      ...listSection("Resources", resourceLines(plan.resources, plan.providerProcesses), {
        folded: true,
      }),
      ...statementSections(analysis, full),
    ],
    data: reportData(subject, analysis, open, faults),
  };
}

function summary(analysis: Analysis): Report["summary"] {
  const { plan, adopted, verdict, proofs, findings } = analysis;
  const { sentence, tone } = VERDICTS[verdict];
  const failing = proofs.filter(({ result }) => result === verdict && verdict !== "allowed");
  const where =
    failing.length === 0 ? "" : ` from ${failing.map(({ region }) => region).join(", ")}`;
  const made = adopted.bucket ? "an adopted bucket" : "a new bucket";
  const regions = counted(plan.regions.length, "Region");
  const more = findings.length === 0 ? "" : `; ${counted(findings.length, "finding")}`;
  return {
    text: `${regions} to ${made} in ${plan.home.name}, ${counted(plan.resources.length, "resource")}; ${sentence}${where}${more}`,
    tone: findings.length > 0 ? "bad" : tone,
  };
}

/** How an account is named where it is not said which one it is. */
function accountName(plan: ExportPlan, role: Parameters<typeof accountIdOf>[1]): string {
  return accountIdOf(plan.accounts, role) ?? "of the credentials";
}

function pictured(plan: ExportPlan): string {
  return standInsFor(plan.settings, plan.accounts).bucketName;
}

function places({ plan, adopted }: Analysis): string[] {
  const { settings, accounts, home } = plan;
  const { bucketName, keyArn } = standInsFor(settings, accounts);
  const owner = (role: typeof accounts.bucketOwner) => `account ${accountName(plan, role)}`;
  const alias = settings.key.alias === undefined ? "" : ` with alias ${settings.key.alias}`;
  return [
    `findings: s3://${bucketName}/${findingsFolder(settings.bucket.prefix)}`,
    `bucket: ${adopted.bucket ? "adopted" : "new"}, in ${home.name}, ${owner(accounts.bucketOwner)}`,
    adopted.key
      ? `key: adopted, ${keyArn}`
      : `key: new${alias}, in ${home.name}, ${owner(accounts.keyOwner)}`,
    ...(adopted.bucket ? [] : [kept(settings)]),
  ];
}

function kept({ bucket, onDestroy }: ExportPlan["settings"]): string {
  const days = bucket.retentionDays;
  const expiry =
    days === undefined ? "findings never expire" : `findings expire after ${days} days`;
  const { objectLock } = bucket;
  const locked =
    objectLock === undefined
      ? ""
      : `; none can be deleted for ${objectLock.days} days (${objectLock.mode})`;
  const end =
    onDestroy === "retain"
      ? "pulumi destroy keeps bucket, key and findings"
      : "pulumi destroy DELETES the bucket with every finding, and the key";
  return `kept: ${expiry}${locked}; ${end}`;
}

function regionTable(analysis: Analysis): Section {
  const { plan, verdict, proofs } = analysis;
  const { overrides, frequency } = plan.settings;
  const rows = plan.regions.map(({ name, servicePrincipal }): Cell[] => {
    const result = proofs.find(({ region }) => region === name)?.result ?? verdict;
    const { words, tone } = VERDICTS[result];
    const { detectorId, destinationId } = overrides[name] ?? {};
    return [
      name,
      accountName(plan, "administrator"),
      servicePrincipal,
      frequency,
      detectorId ? `adopted ${detectorId}` : "new",
      destinationId ? `redirected ${destinationId}` : "new",
      { text: words, tone },
    ];
  });
  const head = ["Region", "Account", "Principal", "Frequency", "Detector", "Destination", "Proof"];
  return { title: "Regions", content: { kind: "table", head, rows } };
}

function accountTable({ accounts, providers, settings }: ExportPlan): Section[] {
  const rows = accounts.uses.map(({ account, credentials, regions }): Cell[] => [
    account,
    credentials.accountId ?? "of the credentials",
    credentials.assumeRoleArn ??
      (credentials.profile ? `profile ${credentials.profile}` : "the credentials as they are"),
    regions.length === settings.regions.length ? `all ${regions.length}` : regions.join(", "),
    String(providers.filter((provider) => provider.account === account).length),
  ]);
  const head = ["Part", "Account", "Acts as", "Regions", "Provider processes"];
  return tableSection("Accounts", head, rows, { folded: true });
}

function limitTable({ policies }: Analysis): Section[] {
  const row = (name: string, policy: FittedPolicy | undefined): Cell[] => {
    if (policy === undefined) return [name, { text: "not checked", tone: "open" }, "", "", ""];
    const { bytes, limit, precision } = policy;
    const share = `${Math.round((bytes / limit) * 100)} %`;
    const sources = precision === "detectors" ? "each detector" : "all detectors of the account";
    return [name, String(bytes), String(limit), share, sources];
  };
  if (policies === undefined) return [];
  const rows = [row("bucket policy", policies.bucket), row("key policy", policies.key)];
  const head = ["Policy", "Bytes", "Limit", "Used", "Names"];
  return tableSection("Limits", head, rows, { folded: true });
}

function adoptions({ plan, adopted }: Analysis): string[] {
  const { settings } = plan;
  const treated = (policy: "merge" | "external") =>
    policy === "merge" ? "its policy is merged into" : "its policy is written by somebody else";
  return [
    ...(adopted.bucket ? [`bucket ${adopted.bucket.name}: ${treated(adopted.bucket.policy)}`] : []),
    ...(adopted.key ? [`key ${adopted.key.arn}: ${treated(adopted.key.policy)}`] : []),
    ...Object.entries(settings.overrides).flatMap(([region, { detectorId, destinationId }]) => [
      `detector ${detectorId} in ${region}`,
      ...(destinationId ? [`destination ${destinationId} in ${region}, redirected here`] : []),
    ]),
  ];
}

/** Resources by type; the engine starts a process for each provider. */
export function resourceLines(resources: ResourceIdentity[], processes: number): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const byModule = new Map<string, string[]>();
  for (const [type, count] of counts) {
    const module = type.split(/[:/]/, 2).join(":");
    const name = type.split(":").pop() ?? type;
    const text = count === 1 ? name : `${count} ${name}`;
    byModule.set(module, [...(byModule.get(module) ?? []), text]);
  }
  return [
    `${counted(resources.length, "resource")}, ${counted(processes, "provider process", "es")}`,
    ...[...byModule].map(([module, types]) => `${module}: ${types.join(", ")}`),
  ];
}

function statementSections({ plan, policies, adopted }: Analysis, full: boolean): Section[] {
  if (policies === undefined) return [];
  return (["bucket", "key"] as const).flatMap((policy) => {
    const whole = policies[policy]?.document;
    const external = adopted[policy]?.policy === "external";
    const handed = external ? `Statements to hand over for the ${policy} policy` : undefined;
    const shown = external || whole === undefined ? policies.own[policy] : whole;
    const title = handed ?? `Statements of the ${policy} policy`;
    if (!full) return listSection(title, statementLines(shown, plan.sidPrefix), { folded: true });
    const text = nameStandIns(JSON.stringify(shown, undefined, 2));
    return [{ title, content: { kind: "code", language: "json", text }, folded: true }];
  });
}

function reportData(
  { stack, name }: { stack: string; name: string },
  analysis: Analysis,
  notChecked: string[],
  faults: string[],
): object {
  const { plan, policies, proofs, verdict, adopted } = analysis;
  const { settings, accounts } = plan;
  const { bucketName, keyArn } = standInsFor(settings, accounts);
  const limits = (policy: FittedPolicy | undefined) =>
    policy && { bytes: policy.bytes, limit: policy.limit, precision: policy.precision };
  const data = {
    ...{ stack, name, role: "administrator", verdict },
    homeRegion: plan.home.name,
    findingsUri: `s3://${bucketName}/${findingsFolder(settings.bucket.prefix)}`,
    keyArn,
    regions: plan.regions.map((region) => {
      const proof = proofs.find((one) => one.region === region.name);
      return {
        region: region.name,
        accountId: accountIdOf(accounts, "administrator") ?? null,
        principal: region.servicePrincipal,
        frequency: settings.frequency,
        adopted: settings.overrides[region.name] ?? null,
        proof: proof?.result ?? verdict,
        calls: (proof?.calls ?? []).map(({ call, result, reasons }) => ({ call, result, reasons })),
      };
    }),
    adopted: { bucket: adopted.bucket ?? null, key: adopted.key ?? null },
    accounts: accounts.uses.map(({ account, credentials, regions }) => ({
      part: account,
      accountId: credentials.accountId ?? null,
      assumeRoleArn: credentials.assumeRoleArn ?? null,
      regions,
    })),
    providerProcesses: plan.providerProcesses,
    resources: plan.resources,
    limits: { bucket: limits(policies?.bucket) ?? null, key: limits(policies?.key) ?? null },
    policies: {
      bucket: policies?.bucket?.document ?? null,
      key: policies?.key?.document ?? null,
      own: policies?.own ?? null,
    },
    findings: [...analysis.findings, ...faults],
    warnings: analysis.warnings,
    notChecked,
  };
  return JSON.parse(nameStandIns(JSON.stringify(data))) as object;
}

function counted(count: number, noun: string, plural = "s"): string {
  return `${count} ${noun}${count === 1 ? "" : plural}`;
}
