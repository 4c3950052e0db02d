import { administratorOf } from "../administrator";
import { accountOf, openCloud } from "../../aws/cloud";
import { CannotRun } from "../cannotRun";
import { readLiveStack } from "../config/liveStack";
import type { StackOptions } from "../config/stackFile";
import { milliseconds } from "../durations";
import type { Report } from "../output/report";
import { placeOf } from "../status/place";
import { testReport } from "../test/report";
import { arrivalsIn, lookAtDetectors, takeSamples } from "../test/samples";

export interface TestOptions extends StackOptions {
  bucket?: string;
  deadline: string;
  /** Of one call. */
  timeout: string;
}

/** Makes a sample finding in each Region, and tells when it came to the bucket. Throws CannotRun. */
export async function test(
  folder: string,
  options: TestOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const stack = readLiveStack(folder, options);
  const { plan, settings } = stack;
  if (plan.detaching) {
    throw new CannotRun("detach is set in the config: there is no export to test");
  }
  const deadline = milliseconds("--deadline", options.deadline);
  const timeout = milliseconds("--timeout", options.timeout);
  const cloud = await openCloud(plan, { timeout });
  try {
    const { accountId } = administratorOf(cloud);
    const detectors = await lookAtDetectors(cloud, settings.regions);
    const { bucketOwner, keyOwner } = plan.accounts;
    const keyAccountId = accountOf(cloud, plan.accounts, keyOwner) ?? accountId;
    const destinations = detectors.flatMap(({ observed }) => observed.destination.answer ?? []);
    const place = placeOf(plan, keyAccountId, destinations, { bucket: options.bucket });
    const [problem] = place.bucketName === undefined ? place.faults : [];
    if (problem) throw new CannotRun(`${problem.reason}\n  Next: ${problem.nextStep}`);
    const storage = cloud.storage(bucketOwner);
    if (storage.fault) {
      throw new CannotRun(`the ${bucketOwner} account cannot be asked: ${storage.fault.reason}`);
    }
    const bucket = storage.seen.bucket(place.bucketName ?? "");
    const arrivals = arrivalsIn(bucket, settings.bucket.prefix, accountId);
    const samples = await takeSamples(cloud, detectors, arrivals, { deadline, progress });
    const missing = samples.filter(({ arrival }) => arrival?.seen === undefined);
    const late = await lookAtDetectors(
      cloud,
      missing.map(({ region }) => region),
    );
    return testReport(stack, place, samples, { deadline, late });
  } finally {
    progress("");
    cloud.close();
  }
}
