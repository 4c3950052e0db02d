import type { ExportPlan, ResolvedPolicy } from "../../rules/plan";
import { policyChangeLines } from "../../rules/texts/policyChanges";
import { findingsFolder } from "../../rules/policies";
import { listOf } from "../../rules/policyDocument";
import { offeredStatement } from "../../rules/proof";
import type { Cell, Section } from "../output/report";
import { listSection, tableSection } from "../output/report";
import type { Text } from "../output/text";
import { text, value } from "../output/text";
import type { Analysis } from "./analysis";
import { statementLines } from "./sentences";
import type { WholeStack } from "./wholeStack";
import { accountName, regionsText, VERDICTS } from "./words";

/** Bucket, key and what becomes of the findings. */
export function targetLines(plan: ExportPlan): Text[] {
  const { settings, accounts, home, shown } = plan;
  const { bucket, key } = settings;
  const owner = (role: typeof accounts.bucketOwner) => `account ${accountName(plan, role)}`;
  const alias = key.alias === undefined ? "" : text` with alias ${value(key.alias)}`;
  return [
    text`findings: ${value(`s3://${shown.bucketName}/${findingsFolder(bucket.prefix)}`)}`,
    `bucket: ${bucket.existing ? "adopted" : "new"}, in ${home.name}, ${owner(accounts.bucketOwner)}`,
    key.existing
      ? text`key: adopted, ${value(shown.keyArn)}`
      : text`key: new${alias}, in ${home.name}, ${owner(accounts.keyOwner)}`,
    ...(bucket.existing ? [] : [keptLine(settings)]),
    ...(settings.members.managedBy === "policy" ? [BY_POLICY] : []),
  ];
}

const BY_POLICY =
  "members: managed by GuardDuty policies of AWS Organizations; the stack sets auto-enable in no Region";

function keptLine({ bucket, onDestroy }: ExportPlan["settings"]): string {
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

export function regionTable({ plan, verdict, proofs }: Analysis): Section[] {
  const { existing, findingPublishingFrequency } = plan.settings;
  const rows = plan.regions.map(({ name, servicePrincipal }): Cell[] => {
    const result = proofs.find(({ region }) => region === name)?.result ?? verdict;
    const { words, tone } = VERDICTS[result];
    const { detectorId, destinationId } = existing[name] ?? {};
    const made = plan.detaching ? "none" : "new";
    return [
      name,
      { text: words, tone },
      accountName(plan, "administrator"),
      servicePrincipal,
      findingPublishingFrequency,
      detectorId ? { text: `adopted ${detectorId}`, like: "adopted" } : "new",
      destinationId && !plan.detaching
        ? { text: `redirected ${destinationId}`, like: "redirected" }
        : made,
    ];
  });
  const head = ["Region", "Proof", "Account", "Principal", "Frequency", "Detector", "Destination"];
  return tableSection("Regions", head, rows, { byRegion: true });
}

export function accountTable(
  { accounts, providers: ofExport, settings }: ExportPlan,
  { addOns }: WholeStack,
): Section[] {
  const providers = [...ofExport, ...Object.values(addOns.providers)];
  const rows = accounts.uses.map(({ account, credentials, regions }): Cell[] => [
    account,
    credentials.accountId ?? "of the credentials",
    credentials.assumeRoleArn ??
      (credentials.profile
        ? text`profile ${value(credentials.profile)}`
        : "the default credentials"),
    regionsText(regions, settings.regions.length),
    String(providers.filter((provider) => provider.account === account).length),
  ]);
  const head = ["Part", "Account", "Acts as", "Regions", "Provider processes"];
  return tableSection("Accounts", head, rows, { folded: true });
}

export function limitTable({ policies }: Analysis): Section[] {
  if (policies === undefined) return [];
  const row = (name: string, { document, bytes, limit, precision }: ResolvedPolicy): Cell[] => {
    const names = precision === "detectors" ? "each detector" : "all detectors of the account";
    const share = `${Math.round((bytes / limit) * 100)} %`;
    return document
      ? [name, String(bytes), String(limit), share, names]
      : [
          name,
          `${bytes}, plus statements from others`,
          String(limit),
          { text: "not checked", tone: "open" },
          names,
        ];
  };
  const rows = [row("bucket policy", policies.bucket), row("key policy", policies.key)];
  const head = ["Policy", "Bytes", "Limit", "Used", "Names"];
  return tableSection("Limits", head, rows, { folded: true });
}

export function adoptionSections({ plan, policies }: Analysis, full: boolean): Section[] {
  const { bucket, key, existing } = plan.settings;
  const treated = (policy: "merge" | "external") =>
    policy === "merge"
      ? "the statements are merged into its policy"
      : "its owner writes its policy";
  const lines = [
    ...(bucket.existing
      ? [text`bucket ${value(bucket.existing.name)}: ${treated(bucket.existing.policy)}`]
      : []),
    ...(key.existing
      ? [text`key ${value(key.existing.arn)}: ${treated(key.existing.policy)}`]
      : []),
    ...Object.entries(existing).flatMap(([region, { detectorId, destinationId }]) => [
      `detector ${detectorId} in ${region}`,
      ...(destinationId ? [`destination ${destinationId} in ${region}`] : []),
    ]),
  ];
  const changes = (["bucket", "key"] as const).flatMap((name) =>
    policyChangeLines(policies?.[name].changes ?? []).map((line) => `${name} policy: ${line}`),
  );
  return [
    ...listSection("Adopted", lines, { folded: true }),
    ...listSection("What changes in adopted policies", changes, { folded: true }),
    ...offerSection(plan, policies, full),
  ];
}

/** What the owner of an adopted bucket may add: the export does not. */
function offerSection(plan: ExportPlan, policies: Analysis["policies"], full: boolean): Section[] {
  const offered = offeredStatement(plan, policies?.bucket.document);
  if (offered === undefined) return [];
  const title = "Offered to the owner of the bucket policy: only GuardDuty writes findings";
  if (!full) return listSection(title, statementLines([offered], "", "s3"), { folded: true });
  const text = JSON.stringify(offered, undefined, 2);
  return [{ title, content: { kind: "code", language: "json", text }, folded: true }];
}

/** Each policy as it will be, or the statements that its owner has to place. */
export function statementSections({ plan, policies }: Analysis, full: boolean): Section[] {
  if (policies === undefined) return [];
  return (["bucket", "key"] as const).flatMap((name): Section[] => {
    const { document, statements } = policies[name];
    const external = plan.settings[name].existing?.policy === "external";
    const partial = external || document === undefined;
    const listedStatements = partial ? statements : listOf(document.Statement);
    const title = external
      ? `Statements for the owner of the ${name} policy to place`
      : `Statements ${partial ? "merged into" : "of"} the ${name} policy`;
    if (!full) {
      const service = name === "bucket" ? "s3" : "kms";
      const lines = statementLines(listedStatements, plan.sidPrefix, service);
      return listSection(title, lines, { folded: true });
    }
    const text = JSON.stringify(partial ? statements : document, undefined, 2);
    return [{ title, content: { kind: "code", language: "json", text }, folded: true }];
  });
}
