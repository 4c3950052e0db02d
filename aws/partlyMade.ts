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

const SETTERS: Setters = {
  async key({ credentials }, region, { keyId: KeyId, rotationPeriodInDays }) {
    const { client, options, close } = connect(
      KMSClient,
      region,
      CALLS_IN_DEPLOYMENTS,
      credentials,
    );
    const actions = ["kms:GetKeyRotationStatus", "kms:EnableKeyRotation"];
    const set = await observe(actions, async () => {
      const found = await client.send(new GetKeyRotationStatusCommand({ KeyId }), options());
      const { KeyRotationEnabled, RotationPeriodInDays } = found;
      if (KeyRotationEnabled === true && RotationPeriodInDays === rotationPeriodInDays) return;
      const period =
        rotationPeriodInDays === undefined ? {} : { RotationPeriodInDays: rotationPeriodInDays };
      await client.send(new EnableKeyRotationCommand({ KeyId, ...period }), options());
    });
    close();
    return set;
  },
  async topic({ credentials }, region, { topicArn: TopicArn, kmsMasterKeyId }) {
    const { client, options, close } = connect(
      SNSClient,
      region,
      CALLS_IN_DEPLOYMENTS,
      credentials,
    );
    const set = await observe(["sns:GetTopicAttributes", "sns:SetTopicAttributes"], async () => {
      const { Attributes } = await client.send(
        new GetTopicAttributesCommand({ TopicArn }),
        options(),
      );
      const AttributeName = "KmsMasterKeyId";
      if (Attributes?.[AttributeName] === kmsMasterKeyId) return;
      const attribute = { TopicArn, AttributeName, AttributeValue: kmsMasterKeyId };
      await client.send(new SetTopicAttributesCommand(attribute), options());
    });
    close();
    return set;
  },
  async bucket({ accountId: AccountId, credentials }, region, { bucketName, tags }) {
    const connection = connect(S3ControlClient, region, CALLS_IN_DEPLOYMENTS, credentials);
    keepAddress(connection.client);
    const ResourceArn = bucketArn(partitionOf(region), bucketName);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const set = await observe("s3:TagResource", () =>
      connection.client.send(
        new TagResourceCommand({ AccountId, ResourceArn, Tags }),
        connection.options(),
      ),
    );
    connection.close();
    return set;
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
