import { callError } from "../aws/errors";
import { openListing } from "../aws/s3/listing";
import { knownArn, parseS3Arn } from "../rules/arn";
import type { HealthSettings } from "../rules/health/environment";
import {
  accountFolders,
  ACCOUNTS,
  DAYS_BACK,
  exportedFindings,
  isNotExported,
} from "../rules/health/newest";
import { findingsFolder } from "../rules/policies/bucketStatements";
import type { FindingsAge } from "../rules/health/report";
import type { DueFinding } from "../rules/health/newest";
import { exportedFindingsFindings } from "../rules/health/rhythm";
import type { HealthFinding, Result } from "../rules/health/types";
import { CALLS } from "./calls";

/** How old the newest finding of a Region is, and what is found of its findings in the bucket. */
export interface FindingsHealth {
  age: FindingsAge;
  findings: HealthFinding[];
}

/** Judges the findings of each Region, by the one that had to be exported by now. Never rejects: who may not list the bucket knows no age. */
export function findingsHealth(
  settings: HealthSettings,
): (region: string, due: Promise<Result<DueFinding | undefined>>) => Promise<FindingsHealth> {
  const { destinationArn, keyArn, administratorAccountId } = settings;
  const { bucket = "", key = "" } = parseS3Arn(destinationArn) ?? {};
  // Bucket and key are in one Region.
  const list = openListing(knownArn(keyArn).region, bucket, CALLS);
  const folder = findingsFolder(key.replace(/\/$/, ""));
  const accounts = accountFolders(list, folder, administratorAccountId);
  accounts.catch(() => undefined);
  return async (region, observed) => {
    try {
      const now = new Date();
      const { folders } = await accounts;
      const searched = folders.slice(0, ACCOUNTS);
      const exported = await exportedFindings(list, searched, region, now);
      const { value: due, finding } = await observed;
      const { written } = exported;
      const at = { now, written, due };
      const isMissing = await isNotExported(list, { folder, accounts: searched }, region, at);
      return {
        age: ageOf(written, now, folders.length),
        findings: finding
          ? [finding]
          : exportedFindingsFindings(exported, isMissing ? due : undefined, now),
      };
    } catch (error) {
      const { name, message } = callError(error);
      return { age: { notChecked: `${name}: ${message}` }, findings: [] };
    }
  };
}

function ageOf(written: Date | undefined, now: Date, accounts: number): FindingsAge {
  if (written !== undefined) {
    return { seconds: Math.max(0, Math.round((now.getTime() - written.getTime()) / 1000)) };
  }
  const where = accounts > ACCOUNTS ? ` in the folders of ${ACCOUNTS} of ${accounts} accounts` : "";
  return { notChecked: `no finding of the last ${DAYS_BACK} days${where}` };
}
