import { existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { knownArn } from "../../rules/arn";
import type { ExportSettings } from "../../rules/args";
import type { AccountsPlan } from "../../rules/plan";
import {
  CHINA_REGIONS,
  DEFAULT_REGIONS,
  GOVCLOUD_REGIONS,
  LISTED_OPT_IN_REGIONS,
  regionFacts,
} from "../../rules/regions";
import { administratorOf } from "../administrator";
import type { Cloud } from "../../aws/cloud";
import { openCloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import { CannotRun, cannotRun } from "../cannotRun";
import { readLiveStack } from "../config/liveStack";
import { readProject } from "../config/project";
import type { StackOptions } from "../config/stackFile";
import { stackFileOf } from "../config/stackFile";
import { findCandidates } from "../discover/candidates";
import { draftConfig } from "../discover/draft";
import type { Draft, Found } from "../discover/entries";
import { observeRegions } from "../discover/observe";
import type { Proposal } from "../discover/report";
import { discoverReport } from "../discover/report";
import { decisionText } from "../discover/texts";
import { yamlText } from "../discover/yamlText";
import { milliseconds } from "../durations";
import type { Result } from "../findings";
import { notChecked } from "../findings";
import type { Report } from "../output/report";

export interface DiscoverOptions extends StackOptions {
  regions: string;
  org?: boolean;
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
  const given = stack || config ? readLiveStack(folder, options) : undefined;
  const target = write === undefined ? undefined : newFile(folder, write);
  const named = regionsOf(options.regions);
  const home = given?.plan.home.name ?? process.env["AWS_REGION"] ?? named[0] ?? "us-east-1";
  const accounts: AccountsPlan = given?.plan.accounts ?? ONE_ACCOUNT;
  const timeout = milliseconds("--timeout", options.timeout);
  const cloud = await openCloud({ accounts, home: { name: home } }, { timeout });
  try {
    const { accountId, arn } = administratorOf(cloud);
    const regions = named.length > 0 ? named : allRegions(arn);
    const found = await find(cloud, regions, accounts, {
      ...{ accountId, given: given?.settings, organization: options.org === true },
      progress: (done, all) => progress(`${done} of ${all} Regions`),
    });
    const proposal = propose(folder, found);
    if (target !== undefined) writeFileSync(target, proposal.text);
    return discoverReport(found, proposal);
  } finally {
    progress("");
    cloud.close();
  }
}

const ONE_ACCOUNT: AccountsPlan = {
  uses: [{ account: "administrator", credentials: {}, regions: [] }],
  bucketOwner: "administrator",
  keyOwner: "administrator",
};

/** None: all. */
function regionsOf(text: string): string[] {
  if (text === "all") return [];
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => regionFacts(name) === undefined);
  if (unknown.length === 0) return [...new Set(names)];
  throw cannotRun("regionNamesInvalid", { names: unknown });
}

function allRegions(arn: string): readonly string[] {
  const of: { [partition: string]: readonly string[] } = {
    "aws-us-gov": GOVCLOUD_REGIONS,
    "aws-cn": CHINA_REGIONS,
  };
  return of[knownArn(arn).partition] ?? [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
}

function newFile(folder: string, name: string): string {
  const file = path.resolve(folder, name);
  if (existsSync(file)) throw cannotRun("fileExists", { option: "--write", file: name });
  return file;
}

interface Find {
  accountId: string;
  given?: ExportSettings;
  organization: boolean;
  progress: (done: number, all: number) => void;
}

async function find(
  cloud: Cloud,
  regions: readonly string[],
  { bucketOwner, keyOwner }: AccountsPlan,
  { accountId, given, organization, progress }: Find,
): Promise<Found> {
  const management = organization ? await managementOf(cloud) : undefined;
  const isManaged = cloud.accounts.management !== undefined;
  const found = await observeRegions(cloud, regions, {
    ...{ organization, progress },
    delegation: organization && isManaged,
  });
  const candidates = await findCandidates(
    cloud,
    { bucket: bucketOwner, key: keyOwner },
    found,
    given,
  );
  return {
    ...candidates,
    ...{ administratorId: accountId, given, managementId: management?.value, regions: found },
    findings: [
      ...(management?.finding ? [notChecked("organization", management.finding)] : []),
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
function propose(folder: string, found: Found): Proposal {
  const draft: Draft = draftConfig(found);
  const project = readProject(folder);
  const head = [
    `What exists in account ${found.administratorId}, found by guardduty-export discover.`,
    ...draft.open.map((decision) => `TO DECIDE: ${decisionText(decision)}`),
  ];
  const text = yamlText(project.name, head, draft.entries);
  try {
    stackFileOf("the proposed file", { project, stack: "proposed", file: "" }, text);
    return { text, open: draft.open };
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { text, open: [...draft.open, { id: "configInvalid", finding: error.finding }] };
  }
}
