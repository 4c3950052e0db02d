import { Props } from "../../rpc";
import { Connection } from "../connection";
import { call } from "../call";

export async function getKey(connection: Connection, args: Props): Promise<Props> {
  const keyId: string = args["keyId"];
  const region: string = args["region"] ?? connection.region;
  const input = { KeyId: keyId, GrantTokens: args["grantTokens"] };
  const doing = `reading KMS Key (${keyId})`;
  const { KeyMetadata } = await call(connection, region, "kms:DescribeKey", input, doing);
  return {
    id: KeyMetadata.KeyId,
    keyId,
    arn: KeyMetadata.Arn,
    awsAccountId: KeyMetadata.AWSAccountId,
    cloudHsmClusterId: KeyMetadata.CloudHsmClusterId ?? "",
    creationDate: time(KeyMetadata.CreationDate),
    customKeyStoreId: KeyMetadata.CustomKeyStoreId ?? "",
    customerMasterKeySpec: KeyMetadata.KeySpec,
    deletionDate: time(KeyMetadata.DeletionDate),
    description: KeyMetadata.Description ?? "",
    enabled: KeyMetadata.Enabled,
    expirationModel: KeyMetadata.ExpirationModel ?? "",
    keyManager: KeyMetadata.KeyManager,
    keySpec: KeyMetadata.KeySpec,
    keyState: KeyMetadata.KeyState,
    keyUsage: KeyMetadata.KeyUsage,
    multiRegion: KeyMetadata.MultiRegion ?? false,
    multiRegionConfigurations: [],
    origin: KeyMetadata.Origin ?? "AWS_KMS",
    pendingDeletionWindowInDays: KeyMetadata.PendingDeletionWindowInDays ?? 0,
    validTo: time(KeyMetadata.ValidTo),
    xksKeyConfigurations: [],
    region,
  };
}

function time(date: Date | string | undefined): string {
  return date === undefined ? "" : new Date(date).toISOString().replace(/\.\d+Z$/, "Z");
}
