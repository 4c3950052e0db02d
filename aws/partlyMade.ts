import {
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { S3ControlClient, TagResourceCommand } from "@aws-sdk/client-s3-control";
import {
  GetTopicAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
} from "@aws-sdk/client-sns";

import { bucketArn } from "../rules/arn";
import type { HealthFinding, Result } from "../rules/health/types";
import type { PartlyMade } from "../rules/partlyMade";
import { partitionOf } from "../rules/regions";
import type { Account } from "./accounts";
import type { ClientClass, Connection } from "./connection";
import { CALLS_IN_DEPLOYMENTS, connect } from "./connection";
import { observe } from "./observe";
import { keepAddress } from "./s3/control";

/** What sets the properties of each kind that the provider sets by calls of their own, after the resource exists. */
type Setters = {
  [Kind in PartlyMade["kind"]]: (
    account: Account,
    region: string,
    resource: Extract<PartlyMade, { kind: Kind }>,
  ) => Promise<Result<unknown>>;
};

/** Makes calls of one service, named by their IAM actions. */
async function calling<Client extends { destroy(): void }>(
  Class: ClientClass<Client>,
  { credentials }: Account,
  region: string,
  actions: string | string[],
  calls: (connection: Connection<Client>) => Promise<unknown>,
): Promise<Result<unknown>> {
  const connection = connect(Class, region, CALLS_IN_DEPLOYMENTS, credentials);
  const result = await observe(actions, () => calls(connection));
  connection.close();
  return result;
}

const SETTERS: Setters = {
  key(account, region, { keyId: KeyId, rotationPeriodInDays }) {
    const actions = ["kms:GetKeyRotationStatus", "kms:EnableKeyRotation"];
    return calling(KMSClient, account, region, actions, async ({ client, options }) => {
      const found = await client.send(new GetKeyRotationStatusCommand({ KeyId }), options());
      const { KeyRotationEnabled, RotationPeriodInDays } = found;
      if (KeyRotationEnabled === true && RotationPeriodInDays === rotationPeriodInDays) return;
      const period =
        rotationPeriodInDays === undefined ? {} : { RotationPeriodInDays: rotationPeriodInDays };
      await client.send(new EnableKeyRotationCommand({ KeyId, ...period }), options());
    });
  },
  topic(account, region, { topicArn: TopicArn, kmsMasterKeyId: AttributeValue }) {
    const actions = ["sns:GetTopicAttributes", "sns:SetTopicAttributes"];
    return calling(SNSClient, account, region, actions, async ({ client, options }) => {
      const found = await client.send(new GetTopicAttributesCommand({ TopicArn }), options());
      const AttributeName = "KmsMasterKeyId";
      if (found.Attributes?.[AttributeName] === AttributeValue) return;
      const attribute = { TopicArn, AttributeName, AttributeValue };
      await client.send(new SetTopicAttributesCommand(attribute), options());
    });
  },
  bucket(account, region, { bucketName, tags }) {
    const ResourceArn = bucketArn(partitionOf(region), bucketName);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const tagging = { AccountId: account.accountId, ResourceArn, Tags };
    return calling(S3ControlClient, account, region, "s3:TagResource", ({ client, options }) => {
      keepAddress(client);
      return client.send(new TagResourceCommand(tagging), options());
    });
  },
};

/** Sets what an earlier deployment, which AWS refused a call, left unset; answers why it could not. Never rejects. */
export async function completeCreation(
  account: Account,
  region: string,
  resource: PartlyMade,
): Promise<HealthFinding | undefined> {
  const set = SETTERS[resource.kind] as (
    ...of: [Account, string, PartlyMade]
  ) => Promise<Result<unknown>>;
  return (await set(account, region, resource)).finding;
}
