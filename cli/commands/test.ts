import { administratorOf } from "../administrator";
import { accountOf, openCloud } from "../../aws/cloud";
import { CannotRun, cannotRun } from "../cannotRun";
import type { LiveStackOptions } from "../config/liveStack";
import { readLiveStack } from "../config/liveStack";
import { milliseconds } from "../durations";
import type { Report } from "../output/report";
import { unchecked } from "../findings";
import { targetOf } from "../status/target";
import { testReport } from "../test/report";
import { arrivalsIn, createSamples, observeDetectors } from "../test/samples";

export interface TestOptions extends LiveStackOptions {
  bucket?: string;
  deadline: string;
  /** Of one call. */
  timeout: string;
}

/** Creates a sample finding in each Region, and reports when it arrived in the bucket. Throws CannotRun. */
export async function test(
  folder: string,
  options: TestOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const stack = await readLiveStack(folder, options);
  const { plan, settings, deployed, nameAssumed } = stack;
  if (plan.detaching) {
    throw cannotRun("detachedExport", { command: "test" });
  }
  const deadline = milliseconds("--deadline", options.deadline);
  const timeout = milliseconds("--timeout", options.timeout);
  const cloud = await openCloud(plan, { timeout });
  try {
    const { accountId } = administratorOf(cloud);
    const detectors = await observeDetectors(cloud, settings.regions);
    const { bucketOwner, keyOwner } = plan.accounts;
    const keyAccountId = accountOf(cloud, plan.accounts, keyOwner) ?? accountId;
    const destinations = detectors.flatMap(({ observed }) => observed.destination.value ?? []);
    const target = targetOf(plan, keyAccountId, destinations, {
      ...{ bucket: options.bucket, deployed },
      nameAssumed,
    });
    if (target.bucketName === undefined) {
      throw new CannotRun(target.findings[0] ?? unchecked("bucketUnknown", {}));
    }
    const storage = cloud.storage(bucketOwner);
    if (storage.finding) {
      const role = bucketOwner;
      throw new CannotRun(unchecked("accountNotAccessible", { role, cause: storage.finding }));
    }
    const bucket = storage.value.bucket(target.bucketName);
    const arrivals = arrivalsIn(bucket, settings.bucket.prefix, accountId);
    const samples = await createSamples(cloud, detectors, arrivals, { deadline, progress });
    const missing = samples.filter(({ arrival }) => arrival?.value === undefined);
    const late = await observeDetectors(
      cloud,
      missing.map(({ region }) => region),
    );
    return testReport(stack, target, samples, { deadline, late });
  } finally {
    progress("");
    cloud.close();
  }
}
