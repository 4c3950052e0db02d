import { knownArn } from "../arn";
import { SECRET_TEXT } from "../texts/forms";
import type { ChronicleSettings } from "./args";
import type { ChronicleFeedFacts } from "./feed";

const SOURCE_NAMES = { AMAZON_SQS_V2: "Amazon SQS V2", AMAZON_S3_V2: "Amazon S3 V2" };

/** What to enter in the feed's form, by its labels; the secret of a key is left out. */
export function feedForm(
  settings: ChronicleSettings,
  { findingsUri, queueArn, assetNamespace, labels, role, accessKey }: ChronicleFeedFacts,
): { [label: string]: string } {
  const lines: [string, string | undefined][] = [
    ["Feed name", settings.displayName],
    ["Source type", SOURCE_NAMES[settings.sourceType]],
    ["Log type", "AWS GuardDuty"],
    ["Region", queueArn && knownArn(queueArn).region],
    ["S3 URI", findingsUri],
    ["SQS queue ARN", queueArn],
    ["Source deletion option", "Never delete files"],
    ["Maximum file age in days", String(settings.maxLookbackDays)],
    ["AWS IAM role ARN", role?.arn],
    ["Subject ID", role?.subjectId],
    ["Access key ID", accessKey?.id],
    ["Secret access key", accessKey && SECRET_TEXT],
    ["Asset namespace", assetNamespace],
    [
      "Ingestion labels",
      labels &&
        Object.entries(labels)
          .map(([k, v]) => `${k}=${v}`)
          .join(", "),
    ],
  ];
  return Object.fromEntries(lines.filter((line): line is [string, string] => Boolean(line[1])));
}
