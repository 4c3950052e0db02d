import { Props } from "../../rpc";
import { Connection } from "../connection";
import { partitionOf } from "../region";
import { call } from "../call";

export async function getCallerIdentity(connection: Connection): Promise<Props> {
  const { Account, Arn, UserId } = await call(
    connection,
    connection.region,
    "sts:GetCallerIdentity",
    {},
    "reading STS Caller Identity",
  );
  return { id: Account, accountId: Account, arn: Arn, userId: UserId };
}

export async function getPartition({ partition }: Connection): Promise<Props> {
  const { name, dnsSuffix, reverseDnsPrefix } = partition;
  return { id: name, partition: name, dnsSuffix, reverseDnsPrefix };
}

export async function getRegion({ region }: Connection, args: Props): Promise<Props> {
  const found: string = args["region"] ?? args["name"] ?? args["id"] ?? region;
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(found)) {
    throw new Error(`region not found for name ${JSON.stringify(found)}`);
  }
  const endpoint = `ec2.${found}.${partitionOf(found).dnsSuffix}`;
  return { id: found, region: found, name: found, description: found, endpoint };
}
