import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";

import type { HealthSettings } from "../rules/health/environment";
import type { List } from "../rules/health/newest";
import { accountFolders, ACCOUNTS, DAYS_BACK, newestFinding } from "../rules/health/newest";
import { refusalOf } from "../aws/observe";
import type { FindingsAge } from "../rules/health/report";
import { CLIENT, patience } from "./client";

/** How old each Region's newest finding is. Never rejects: who may not list the bucket knows no age. */
export function findingsAges(settings: HealthSettings): (region: string) => Promise<FindingsAge> {
  const { destinationArn, keyArn, administratorAccountId } = settings;
  const [bucket = "", ...prefix] = destinationArn.replace(/^.*:::|\/$/g, "").split("/");
  // Bucket and key are in one Region.
  const list = listOf(new S3Client({ region: keyArn.split(":")[3], ...CLIENT }), bucket);
  const folder = [...prefix, "AWSLogs", ""].join("/");
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
        return { notChecked: `there is no finding of the last ${DAYS_BACK} days${where}` };
      }
      return { seconds: Math.max(0, Math.round((now.getTime() - newest.getTime()) / 1000)) };
    } catch (error) {
      const { name, message } = refusalOf(error);
      return { notChecked: `${name}: ${message}` };
    }
  };
}

function listOf(client: S3Client, Bucket: string): List {
  return async (Prefix, Delimiter, StartAfter) => {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix, Delimiter, StartAfter }),
      patience(),
    );
    const times = (page.Contents ?? []).flatMap(({ LastModified }) => LastModified ?? []);
    return {
      folders: (page.CommonPrefixes ?? []).flatMap(({ Prefix: one }) => one ?? []),
      newest: times.length > 0 ? new Date(Math.max(...times.map(Number))) : undefined,
      more: page.IsTruncated,
    };
  };
}
