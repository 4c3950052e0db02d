import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import type { AccountSettings, ExportSettings } from "../../rules/args";
import type { AccountsPlan } from "../../rules/plan";
import { administratorOf } from "../administrator";
import type { Cloud } from "../../aws/cloud";
import { openCloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import { CannotRun, cannotRun } from "../cannotRun";
import type { LiveStack, LiveStackOptions } from "../config/liveStack";
import { liveStackOf, readStack } from "../config/liveStack";
import type { Project } from "../config/project";
import { DEFAULT_PROJECT, readProject } from "../config/project";
import { fileOfStack, stackFileOf } from "../config/stackFile";
import { stackNameOf } from "../config/stackReference";
import { findCandidates } from "../discover/candidates";
import { draftConfig } from "../discover/draft";
import type { Draft, Found } from "../discover/entries";
import { delegatedByOf } from "../discover/managementDraft";
import { administratorsOf } from "../discover/memberDraft";
import { nextCommands } from "../discover/next";
import { observeRegions } from "../discover/observe";
import { namedRegions, regionsToSearch } from "../discover/regions";
import type { Proposal } from "../discover/report";
import { discoverReport, withPlan } from "../discover/report";
import { decisionText } from "../discover/texts";
import { yamlText } from "../discover/yamlText";
import { milliseconds } from "../durations";
import type { Result } from "../findings";
import { notChecked, unchecked } from "../findings";
import type { Report } from "../output/report";
import { plan } from "./plan";

export interface DiscoverOptions extends LiveStackOptions {
  /** Defaults to the Regions that the account has enabled. */
  regions?: string;
  org?: boolean;
  /** The stack whose file is written. */
  write?: string;
  /** Of one call. */
  timeout: string;
}

/** What exists already, and the config that adopts it. Throws CannotRun. */
export async function discover(
  folder: string,
  options: DiscoverOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const { stack, config, write } = options;
  const given = stack || config ? await givenStack(folder, options) : {};
  const target = write === undefined ? undefined : newFile(folder, write);
  const named = namedRegions(options.regions);
  const home = given.live?.plan.home.name ?? process.env["AWS_REGION"] ?? named?.[0] ?? "us-east-1";
  const accounts: AccountsPlan = given.live?.plan.accounts ?? oneAccount(given.member);
  const timeout = milliseconds("--timeout", options.timeout);
  const cloud = await openCloud({ accounts, home: { name: home } }, { timeout });
  try {
    const { accountId, arn } = administratorOf(cloud);
    const searched = await regionsToSearch(cloud, options.regions, arn);
    const found = await find(cloud, searched.regions, accounts, {
      ...{
        accountId,
        given: given.live?.settings,
        member: given.member,
        organization: options.org === true,
      },
      progress: (done, all) => progress(`${done} of ${all} Regions`),
    });
    found.findings.unshift(...searched.findings);
    const proposal = propose(folder, found, options);
    if (target === undefined) return discoverReport(found, proposal);
    mkdirSync(path.dirname(target.file), { recursive: true });
    writeFileSync(target.file, proposal.text, { flag: "wx" });
    const report = discoverReport(found, proposal);
    if (proposal.open.length > 0) return report;
    return withPlan(report, await plan(folder, { stack: target.stack }));
  } finally {
    progress("");
    cloud.close();
  }
}

/** What is known of the accounts to search: a whole export's, or a member's own. */
interface GivenStack {
  live?: LiveStack;
  member?: AccountSettings;
}

async function givenStack(folder: string, options: DiscoverOptions): Promise<GivenStack> {
  const source = await readStack(folder, options);
  const part = source.from === "config" ? source.file.part : source.is;
  return part.role === "member" ? { member: part.settings.account } : { live: liveStackOf(source) };
}

function oneAccount(credentials: AccountSettings = {}): AccountsPlan {
  return {
    uses: [{ account: "administrator", credentials, regions: [] }],
    bucketOwner: "administrator",
    keyOwner: "administrator",
  };
}

/** The file of a stack that has none. */
function newFile(folder: string, name: string): { stack: string; file: string } {
  const project = readProject(folder);
  const stack = stackNameOf(name, project.name, "--write");
  const file = fileOfStack(folder, project, stack);
  const shownAs = path.relative(folder, file);
  if (existsSync(file)) throw cannotRun("fileExists", { option: "--write", file: shownAs });
  return { stack, file };
}

interface Find {
  accountId: string;
  given?: ExportSettings | undefined;
  member?: AccountSettings | undefined;
  organization: boolean;
  progress: (done: number, all: number) => void;
}

async function find(
  cloud: Cloud,
  regions: readonly string[],
  { bucketOwner, keyOwner }: AccountsPlan,
  { accountId, given, member, organization, progress }: Find,
): Promise<Found> {
  const management = organization ? await managementOf(cloud) : undefined;
  const manager = management?.value === accountId ? "administrator" : "management";
  const found = await observeRegions(cloud, regions, {
    ...{ organization, progress },
    ...(organization && cloud.accounts[manager] !== undefined && { delegation: manager }),
  });
  // A member has neither bucket nor key, and those of the management account are not the administrator's.
  const managementId = management?.value;
  const own = { administratorId: accountId, managementId, regions: found };
  const isOthers = administratorsOf(own).length > 0 || delegatedByOf(own).length > 0;
  const isNotRead =
    managementId !== undefined && cloud.accounts[manager] === undefined && !isOthers;
  const candidates = isOthers
    ? { buckets: [], keys: [], findings: [] }
    : await findCandidates(cloud, { bucket: bucketOwner, key: keyOwner }, found, given);
  return {
    ...candidates,
    ...{
      ...own,
      given,
      member,
    },
    findings: [
      ...(management?.finding ? [notChecked("organization", management.finding)] : []),
      ...(isNotRead ? [unchecked("delegationNotRead", { managementId })] : []),
      ...candidates.findings,
    ],
  };
}

async function managementOf(cloud: Cloud): Promise<Result<string>> {
  const { value: organization, finding } = cloud.organization("administrator");
  if (organization === undefined) return { finding };
  return observe("organizations:DescribeOrganization", () => organization.managementAccountId());
}

/** The file's text; what the config's own rules have against it is to be decided too. */
function propose(folder: string, found: Found, options: DiscoverOptions): Proposal {
  const draft: Draft = draftConfig(found);
  const project = readProject(folder);
  const head = [
    `What exists in account ${found.administratorId}, found by guardduty-export discover.`,
    ...draft.open.map((decision) => `TO DECIDE: ${decisionText(decision)}`),
  ];
  const schema = schemaOf(project, folder, path.resolve(folder, project.stackConfigDir));
  const text = yamlText({ project: project.name, schema }, head, draft.entries);
  const proposal = (open: Draft["open"]): Proposal => ({
    ...{ text, open },
    next: nextCommands(options, open),
  });
  try {
    stackFileOf("the proposed file", { project, stack: "proposed", file: "" }, text);
    return proposal(draft.open);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return proposal([
      ...draft.open,
      {
        ...{ id: "configInvalid", written: options.write !== undefined },
        finding: error.finding,
      },
    ]);
  }
}

const SCHEMA = "config.schema.json";

/**
 * Where an editor finds the schema, from the folder of the stack files: next to them or to the program, in a project of this package's
 * name, whose namespace its keys have.
 */
function schemaOf({ name, program }: Project, folder: string, stacks: string): string | undefined {
  if (name !== DEFAULT_PROJECT) return undefined;
  const main = program["main"];
  const folders = [stacks, ...(typeof main === "string" ? [path.resolve(folder, main, "..")] : [])];
  const file = folders.map((one) => path.join(one, SCHEMA)).find((one) => existsSync(one));
  return file && path.relative(stacks, file).split(path.sep).join("/");
}
