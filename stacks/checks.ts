import * as pulumi from "@pulumi/pulumi";

import { feedClass } from "../components/chronicle/feed";
import { observeExport } from "../components/export/observeExport";
import { observeMember } from "../components/members/checks";
import { connectorClass } from "../components/sentinel/connector";
import type { Check } from "../components/shared/checks";
import { answersOf, logWarnings } from "../components/shared/checks";
import { entryChecksAs } from "../components/shared/entries";
import { underMocks } from "../components/shared/mocks";
import type { AddOns } from "../rules/addOns";
import { addOnEntries, entryDetectors, planAddOns } from "../rules/addOns";
import type { ExportSettings, MemberDetectorsSettings } from "../rules/args";
import { ownRoomProblems } from "../rules/policyRoom";
import { detectorOfEntryProblems } from "../rules/preflight";
import type { Problem } from "../rules/problems";
import { within } from "../rules/problems";

/** What a stack deploys, as far as its configuration is valid. */
interface Deployed {
  name: string;
  settings: ExportSettings;
  /** Undefined: not valid. */
  addOns: AddOns | undefined;
}

/**
 * Reads, before the first resource is registered, all that the components of an administrator's stack check: what its configuration says to
 * exist, the accounts, and the packages of other clouds. Logs the warnings, and answers the errors.
 */
export async function checkStack({ name, settings, addOns }: Deployed): Promise<Problem[]> {
  const own = ownRoomProblems(settings);
  const packages = addOns === undefined ? [] : packageProblems(addOns);
  if (underMocks() || own.length > 0) return [...own, ...packages];
  const { reads, checks } = observeExport(name, settings);
  const found = await errorsOf([
    ...checks,
    ...(addOns === undefined ? [] : addOnChecks({ name, settings, addOns }, reads.detector)),
  ]);
  return [...packages, ...found];
}

/** The same of a member's stack. */
export const checkMember = async (settings: MemberDetectorsSettings): Promise<Problem[]> =>
  underMocks() ? [] : errorsOf(observeMember(settings));

type ReadDetector = ReturnType<typeof observeExport>["reads"]["detector"];

function addOnChecks(
  { name, settings, addOns }: Deployed & { addOns: AddOns },
  detector: ReadDetector,
): Check[] {
  const plan = planAddOns(name, settings, addOns);
  const { homeRegion } = settings;
  return [
    ...addOnEntries(plan, addOns, settings).flatMap(({ purpose, entries }) => {
      const { credentials = {} } = plan.providers[purpose] ?? {};
      return entryChecksAs(credentials, homeRegion, entries);
    }),
    ...entryDetectors(plan).map(({ at, region, detectorId }) => ({
      subject: { check: "detector" as const, region, detectorId },
      async run() {
        const found = await detector("administrator", region);
        return detectorOfEntryProblems(at, detectorId, found?.id);
      },
    })),
  ];
}

/** Packages that an add-on needs and the project does not have. */
function packageProblems({ chronicle, sentinel }: AddOns): Problem[] {
  const feed = chronicle?.["instance"] === undefined ? undefined : feedClass();
  const connector = sentinel?.["workspace"] === undefined ? undefined : connectorClass();
  return [
    ...(feed && "problem" in feed ? [within("chronicle", feed.problem)] : []),
    ...(connector && "problem" in connector ? [within("sentinel", connector.problem)] : []),
  ];
}

async function errorsOf(checks: readonly Check[]): Promise<Problem[]> {
  const found = await answersOf(checks);
  // What several checks find is one problem, as a bucket of which neither Region nor policy can be read.
  const problems = found.filter(
    (one) => one === found.find(({ id, path }) => id === one.id && path === one.path),
  );
  await logWarnings(pulumi.runtime.getStackResource(), problems);
  return problems.filter(({ severity }) => severity === "error");
}
