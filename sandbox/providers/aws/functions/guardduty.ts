import { arnText } from "../../../../rules/arn";
import { Props } from "../../rpc";
import { Connection } from "../connection";
import { call } from "../call";

export async function getDetector(connection: Connection, args: Props): Promise<Props> {
  const region: string = args["region"] ?? connection.region;
  const id: string = args["id"] ?? (await singleDetector(connection, region));
  const doing = `reading GuardDuty Detector (${id})`;
  const found = await call(connection, region, "guardduty:GetDetector", { DetectorId: id }, doing);
  const { partition, caller } = connection;
  return {
    id,
    arn: arnText({
      partition: partition.name,
      service: "guardduty",
      region,
      accountId: caller.accountId,
      resource: `detector/${id}`,
    }),
    region,
    status: found["Status"],
    findingPublishingFrequency: found["FindingPublishingFrequency"],
    serviceRoleArn: found["ServiceRole"],
    features: (found["Features"] ?? []).map(feature),
    tags: found["Tags"] ?? {},
  };
}

async function singleDetector(connection: Connection, region: string): Promise<string> {
  const doing = "reading this account's single GuardDuty Detector";
  const { DetectorIds } = await call(connection, region, "guardduty:ListDetectors", {}, doing);
  if (DetectorIds.length === 1) return DetectorIds[0];
  throw new Error(`${doing}: ${DetectorIds.length === 0 ? "empty result" : "too many results"}`);
}

function feature(members: Props): Props {
  const { AdditionalConfiguration = [], Name, Status } = members;
  const additionalConfigurations = AdditionalConfiguration.map((one: Props) => ({
    name: one["Name"],
    status: one["Status"],
  }));
  return { name: Name, status: Status, additionalConfigurations };
}
