import type { TrustArgs } from "../../rules/readers";
import {
  findingsLocation,
  identityTrust,
  PRESETS,
  planReader,
  readerPolicy,
  readReaderArgs,
} from "../../rules/readers";
import type { World } from "../../sandbox/world";
import { ADMINISTRATOR } from "./world";

/** A reader as a deployment of the export `findings` leaves its role. */
interface DeployedReader {
  key: string;
  args: TrustArgs & { preset?: string };
  findingsUri: string;
  keyArn: string;
  queueArn?: string;
}

/** Adds the role of a reader to a world; its ARN. */
export function addReaderRole(
  world: World,
  { key, args, findingsUri, keyArn, queueArn }: DeployedReader,
): string {
  const component = `findings-${key}`;
  const topicArn = `arn:aws:sns:us-east-1:${ADMINISTRATOR}:findings`;
  const complete = { ...args, findingsUri, keyArn, ...(queueArn && { topicArn }) };
  const { settings } = readReaderArgs(component, complete);
  if (settings === undefined) throw new Error("bad arguments of a test");
  const { names } = planReader(component, settings);
  const rights = readerPolicy(
    findingsLocation(findingsUri, keyArn),
    false,
    queueArn === undefined
      ? undefined
      : { queueArn, actions: PRESETS[settings.preset].queueActions },
  );
  const arn = `arn:aws:iam::${ADMINISTRATOR}:role/${settings.roleName ?? `${names.role}-0a1b2c3`}`;
  world.roles[arn] = {
    assumeRolePolicy: { ...identityTrust(settings, args) },
    policies: { [names.rolePolicy]: { ...rights } },
    ...{ description: "", maxSessionDuration: 3600, tags: {} },
  };
  return arn;
}
