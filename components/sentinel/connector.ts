import { createRequire } from "node:module";

import * as pulumi from "@pulumi/pulumi";

import type { Problem } from "../../rules/problems";
import { problem } from "../../rules/problems";
import { SENTINEL_TABLE } from "../../rules/sentinel";

const LEAST_VERSION = [6, 40];

const load = createRequire(__filename);

/** What the connector is registered with: the inputs of `azure.sentinel.DataConnectorAwsS3`. */
interface ConnectorInputs {
  name: string;
  logAnalyticsWorkspaceId: pulumi.Input<string>;
  awsRoleArn: pulumi.Input<string>;
  destinationTable: string;
  sqsUrls: pulumi.Input<string>[];
}

type ConnectorClass = new (
  name: string,
  args: ConnectorInputs,
  opts: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

/** The connector's class of the optional package @pulumi/azure; or why there is none. */
export function connectorClass(): { DataConnectorAwsS3: ConnectorClass } | { problem: Problem } {
  const name = "@pulumi/azure";
  const fix = { action: "run", command: "npm install @pulumi/azure@^6.40.0" } as const;
  try {
    const { version } = load("@pulumi/azure/package.json") as { version: string };
    if (isOlder(version)) {
      const values = { name, least: LEAST_VERSION.join("."), got: version };
      return { problem: problem("packageTooOld", "workspace", fix, values) };
    }
    return load("@pulumi/azure/sentinel") as { DataConnectorAwsS3: ConnectorClass };
  } catch (error) {
    if ((error as { code?: string }).code !== "MODULE_NOT_FOUND") throw error;
    return { problem: problem("packageMissing", "workspace", fix, { name }) };
  }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_VERSION;
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** Registers the connector: role, its rights and queue come first by the inputs. */
export function registerConnector(
  ConnectorOf: ConnectorClass,
  name: string,
  inputs: Omit<ConnectorInputs, "destinationTable">,
  parent: pulumi.Resource,
): pulumi.CustomResource {
  return new ConnectorOf(name, { ...inputs, destinationTable: SENTINEL_TABLE }, { parent });
}
