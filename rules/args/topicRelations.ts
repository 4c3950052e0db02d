import { arnText, parseArn } from "../arn";
import type { Problem } from "../problems";
import { problem, setLike } from "../problems";
import { partitionOf, regionFacts } from "../regions";
import type { Unchecked } from "./unchecked";
import { homeOf } from "./unchecked";

/**
 * A topic that services of the home Region publish to: S3, EventBridge and CloudWatch know topics of their Region alone. Another partition is
 * reported by itself.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-enable-disable-notification-intro.html
 * Source: https://repost.aws/knowledge-center/sns-not-getting-eventbridge-notification
 */
export function topicRegionProblems(args: Unchecked, path: string): Problem[] {
  const [given, home] = [args[path], homeOf(args)];
  const topic = typeof given === "string" ? parseArn(given) : undefined;
  if (topic === undefined || typeof home !== "string" || topic.region === home) return [];
  const partition = regionFacts(topic.region)?.partition ?? topic.partition;
  if (regionFacts(home) === undefined || partitionOf(home) !== partition) return [];
  const fix = setLike(path, arnText({ ...topic, region: home }));
  return [problem("topicOfOtherRegion", path, fix, { region: topic.region, home })];
}
