import { atOnce } from "../aws/atOnce";
import type { DetectorReader } from "../aws/guardDuty/detectors";
import { openDetectors } from "../aws/guardDuty/detectors";
import type { LatestFindingsReader, StatisticsReader } from "../aws/guardDuty/statistics";
import type { MemberReader } from "../aws/guardDuty/memberReader";
import type { SuppressionReader } from "../aws/guardDuty/suppression";
import { observeArchived } from "../aws/observeArchived";
import { observeDue } from "../aws/observeDue";
import { observeRegion } from "../aws/observeRegion";
import type { ArchivedFindings } from "../rules/findingFilters/archived";
import type { HealthSettings } from "../rules/health/environment";
import { fromEnvironment } from "../rules/health/environment";
import { archivedFindings } from "../rules/health/archived";
import { judge, withFindings } from "../rules/health/judge";
import { knownArn } from "../rules/arn";
import type { ExpectedRegion, HealthFinding, Result } from "../rules/health/types";
import { homeOf, reportLine, withPolicies } from "../rules/health/report";
import type { RegionReport } from "../rules/health/report";
import type { Verdict } from "../rules/health/findings";
import { environmentText } from "../rules/texts/environment";
import { bucketHealth } from "./bucket";
import { CALLS } from "./calls";
import { deliveryHealth } from "./delivery";
import type { FunctionFiles } from "./files";
import { functionFiles } from "./files";
import { findingsHealth } from "./findings";
import {
  effectivePolicies,
  enabledPolicyTypes,
  memberHealth,
  organizationAccounts,
} from "./members";
import { policyHealth } from "./policies";

/** Enough that half of AWS's Regions may be slow while the other half is asked. */
const REGIONS_AT_ONCE = 34;

/** Stands for a member. */
const MEMBER = "000000000000";

type Reader = DetectorReader &
  LatestFindingsReader &
  StatisticsReader &
  SuppressionReader &
  MemberReader;

/** The Regions by verdict. */
export type Summary = { [verdict in Verdict]: string[] };

/** Asks every Region of the export for its health, reads the two policies, and writes a line of metrics for each to stdout. */
export async function handler(): Promise<Summary> {
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  return check(process.env, write, await functionFiles());
}

/** The same with this environment and these files, and with each line written by `write`. */
export async function check(
  env: { [name: string]: string | undefined },
  write: (line: string) => void,
  files: FunctionFiles,
): Promise<Summary> {
  const settings = validSettings(env);
  const {
    exportName,
    regions,
    destinationArn,
    keyArn: kmsKeyArn,
    administratorAccountId,
    bucketAccountId: bucketOwnerId = administratorAccountId,
    findingPublishingFrequency,
  } = settings;
  const policies = policyHealth(settings, files);
  policies.catch(() => undefined);
  const { region: ofKey } = knownArn(kmsKeyArn);
  // What is found of the bucket and of the policies is reported with one Region.
  const home = homeOf(regions, ofKey);
  const ofFindings = findingsHealth(settings);
  const ofHome = Promise.all([
    bucketHealth(settings),
    deliveryHealth(settings, files.policies),
  ]).then((found) => found.flat());
  const ofOrganization = {
    declared: files.members,
    administratorAccountId,
    accounts: organizationAccounts(files.members, ofKey),
    policyTypes: enabledPolicyTypes(files.members, ofKey),
    policyOf: effectivePolicies(ofKey),
  };
  const observeAll = async (expected: ExpectedRegion & { detectorId: string }, reader: Reader) => {
    const observed = await observeRegion(expected, reader, reader);
    const { value: detector } = observed.detector;
    const suppression = observed.suppression?.value;
    const at = new Date();
    const [ofMembers, due, archived] = await Promise.all([
      memberHealth(ofOrganization, expected, observed.detector, reader),
      detector && observeDue(detector, reader, at),
      detector && suppression && observeArchived(reader, detector.id, suppression, at),
    ]);
    // One call that is denied is reported once.
    const ofArchived = due?.finding ? [] : archivedHealth(expected, archived);
    return { observed, ofMembers: [...ofMembers, ...ofArchived], due: due ?? { value: undefined } };
  };
  const checked = await atOnce(REGIONS_AT_ONCE, regions, async (ids): Promise<RegionReport> => {
    // Which members there are is not asked here: a filter of one account does not archive everything.
    const accountIds = [administratorAccountId, MEMBER];
    const target = { destinationArn, kmsKeyArn, bucketOwnerId, accountIds };
    const expected = { ...ids, ...target, findingPublishingFrequency };
    const { close, ...reader } = openDetectors(ids.region, CALLS);
    const all = observeAll(expected, reader);
    const [{ observed, ofMembers }, settingFindings, { age, findings }] = await Promise.all([
      all,
      ids.region === home ? ofHome : [],
      ofFindings(
        ids.region,
        all.then(({ due }) => due),
      ),
    ]);
    close();
    const others = [...ofMembers, ...settingFindings, ...findings];
    const ofRegion = withFindings(judge(expected, observed, new Date()), others);
    const health = withPolicies(ofRegion, home, await policies);
    write(reportLine(exportName, health, age, new Date()));
    return health;
  });
  const of = (verdict: Verdict) =>
    checked.filter((one) => one.verdict === verdict).map(({ region }) => region);
  return { healthy: of("healthy"), unhealthy: of("unhealthy"), notChecked: of("notChecked") };
}

/** Findings of the last 30 days that were archived by no filter. */
function archivedHealth(
  { region, detectorId }: { region: string; detectorId: string },
  archived: Result<ArchivedFindings> | undefined,
): HealthFinding[] {
  if (archived === undefined) return [];
  return archived.finding
    ? [archived.finding]
    : archivedFindings(region, detectorId, archived.value);
}

/** What is wrong with the environment ends the run, so that nothing is reported. */
function validSettings(env: { [name: string]: string | undefined }): HealthSettings {
  const { settings, problems } = fromEnvironment(env);
  if (settings !== undefined) return settings;
  throw new Error(environmentText(problems));
}
