import { CHANGES, forwarded } from "../rules/health";
import type { Deployed } from "./live/run";
import { ADMINISTRATOR, detectorId } from "./live/world";
import { sdkAt } from "./sdkClient";

const HERE = "us-east-1";
const THERE = "eu-west-1";
const ROLE = `arn:aws:iam::${ADMINISTRATOR}:role/forward`;

/** What ExportHealth deploys for messages: a topic, and the rule of changes of detectors, to which the other Region forwards. Answers the topic's ARN. */
export async function createMessages({ sandbox }: Deployed, name: string): Promise<string> {
  const at = (region: string) => sdkAt(sandbox.url, ADMINISTRATOR, region);
  sandbox.world().accounts[ADMINISTRATOR]!.roles.push(ROLE);
  const here = at(HERE);
  const allow = (service: string, Action: string, Resource: string) =>
    JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action, Resource }],
    });
  const arn = `arn:aws:sns:${HERE}:${ADMINISTRATOR}:${name}`;
  const Attributes = { Policy: allow("events.amazonaws.com", "sns:Publish", arn) };
  const { TopicArn } = await here.call("sns:CreateTopic", { Name: name, Attributes });
  const { pattern, inputPaths, message } = CHANGES.find(({ key }) => key === "detector-changes")!;
  const detectorIds = [detectorId(0), detectorId(1)];
  const watched = {
    ...{ detectorIds, bucketName: "b", keyArns: ["k"], queueUrls: [], ownQueueArns: [] },
    ...{ topicArns: [] },
    healthName: "health",
  };
  const EventPattern = JSON.stringify(pattern(watched));
  await here.call("events:PutRule", { Name: "changes", EventPattern });
  const InputTransformer = {
    ...{ InputPathsMap: inputPaths, InputTemplate: JSON.stringify(message) },
  };
  await here.call("events:PutTargets", {
    Rule: "changes",
    Targets: [{ Id: "messages", Arn: TopicArn, InputTransformer }],
  });
  const there = at(THERE);
  const bus = `arn:aws:events:${HERE}:${ADMINISTRATOR}:event-bus/default`;
  await there.call("events:PutRule", {
    ...{ Name: "forward", EventPattern: JSON.stringify(forwarded(detectorId(1))) },
  });
  await there.call("events:PutTargets", {
    Rule: "forward",
    Targets: [{ Id: "home", Arn: bus, RoleArn: ROLE }],
  });
  return TopicArn as string;
}
