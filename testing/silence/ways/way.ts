import type { CHANGE_TEXTS } from "../../../rules/texts/changeMessages";
import { ADMINISTRATOR } from "../../live/world";
import type { Signal, Verdict, WatchedExport } from "../world";
import { HERE } from "../world";

type MessageRule = keyof typeof CHANGE_TEXTS;

/** What is not lost or not reported, and why. */
export interface Not {
  because: string;
}

/** How a way is reported. */
export interface Reported {
  verdict: Verdict["verdict"];
  /** Of the findings, sorted. */
  ids: readonly string[];
}

/** One way to silence an export, or to weaken what protects its findings. */
export interface Way {
  /** The call of AWS, as IAM names its service. */
  call: string;
  /** What it does, where one call has several ways. */
  with?: string;
  /** CloudTrail's name of the call, where it is another. */
  recordedAs?: string;
  /** Whether the bucket is without Object Lock: S3 refuses the call otherwise. */
  unlocked?: true;
  silence: (target: WatchedExport) => Promise<unknown>;
  /** The signals that are lost. */
  lost: readonly Signal[] | Not;
  status: Reported | Not;
  health: Reported | Not;
  /** The rule of the message, and the identity that it names. */
  message: { rule: MessageRule; account: string } | Not;
}

/** A way to end the messages, the alarms or the check. */
export interface HealthWay extends Pick<Way, "call" | "recordedAs" | "silence"> {
  with?: string;
  /** Defaults to the part that differs. */
  status?: Way["status"];
  /** Defaults to the one of changes of the health check. */
  message?: Way["message"];
}

export const NOT_DELIVERY: Not = {
  because: "delivery continues; stored findings are less protected",
};

export const unhealthy = (...ids: string[]): Reported => ({ verdict: "unhealthy", ids });
export const notChecked = (...ids: string[]): Reported => ({ verdict: "notChecked", ids });
export const NOTIFICATIONS = unhealthy("notificationsDiffer");
/** A part is lost, or a protection. */
export const warned = (...ids: string[]): Reported => ({ verdict: "healthy", ids });

export const by = (rule: MessageRule, account = ADMINISTRATOR) => ({ rule, account });

export const admin = (target: WatchedExport, region = HERE) => target.as(ADMINISTRATOR, region);

export const onDetector = (call: string, input: object) => (target: WatchedExport) =>
  admin(target).call(call, { DetectorId: target.detectorId, ...input });

export const onBucket =
  (call: string, input: object = {}) =>
  (target: WatchedExport) =>
    admin(target).call(call, { Bucket: target.bucketName, ...input });

const OF_ADMINISTRATOR: readonly Signal[] = ["administrator", "high", "address", "update"];
export const OF_HERE: readonly Signal[] = [...OF_ADMINISTRATOR, "member", "invited"];
export const ALL: readonly Signal[] = [...OF_HERE, "elsewhere", "notification"];

/** Runs calls of the administrator, one after the other. */
export const calls =
  (...all: [call: string, input: object][]) =>
  async (target: WatchedExport) => {
    for (const [call, input] of all) await admin(target).call(call, input);
  };

export const policyText = (...Statement: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** A data protection policy of a topic. */
export const protection = (Operation: object): string =>
  JSON.stringify({
    ...{ Name: "quiet", Version: "2021-06-01" },
    Statement: [
      {
        ...{ Sid: "quiet", DataDirection: "Inbound", Principal: ["*"], Operation },
        DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/IpAddress"],
      },
    ],
  });

/** A key policy without statements of services. */
export const OF_ACCOUNT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
      ...{ Action: "kms:*", Resource: "*" },
    },
  ],
});

/** Its name in tests. */
export const nameOf = ({ call, with: how }: Way): string => (how ? `${call} (${how})` : call);
