import { callError } from "../aws/errors";
import { openListing } from "../aws/s3/listing";
import { knownArn, parseS3Arn } from "../rules/arn";
import type { HealthSettings } from "../rules/health/environment";
import { accountFolders, ACCOUNTS, DAYS_BACK, newestFinding } from "../rules/health/newest";
import { findingsFolder } from "../rules/policies/bucketStatements";
import type { FindingsAge } from "../rules/health/report";
import { CALLS } from "./calls";

/** How old each Region's newest finding is. Never rejects: who may not list the bucket knows no age. */
export function findingsAges(settings: HealthSettings): (region: string) => Promise<FindingsAge> {
  const { destinationArn, keyArn, administratorAccountId } = settings;
  const { bucket = "", key = "" } = parseS3Arn(destinationArn) ?? {};
  // Bucket and key are in one Region.
  const list = openListing(knownArn(keyArn).region, bucket, CALLS);
  const folder = findingsFolder(key.replace(/\/$/, ""));
  const accounts = accountFolders(list, folder, administratorAccountId);
  accounts.catch(() => undefined);
  return async (region) => {
    try {
      const now = new Date();
      const { folders } = await accounts;
      const newest = await newestFinding(list, folders.slice(0, ACCOUNTS), region, now);
      if (newest === undefined) {
        const all = folders.length;
        const where = all > ACCOUNTS ? ` in the folders of ${ACCOUNTS} of ${all} accounts` : "";
        return { notChecked: `no finding of the last ${DAYS_BACK} days${where}` };
      }
      return { seconds: Math.max(0, Math.round((now.getTime() - newest.getTime()) / 1000)) };
    } catch (error) {
      const { name, message } = callError(error);
      return { notChecked: `${name}: ${message}` };
    }
  };
}
