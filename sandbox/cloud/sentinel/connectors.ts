import type { SentinelConnectorState, SentinelWorkspaceState, World } from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { checkConnector, invalid } from "./properties";
import { connectivityRefusal } from "./reader";

/**
 * Amazon Web Services S3 connectors of Microsoft Sentinel, by the names of Azure's API. The caller's rights in Azure are not looked at.
 * Source: https://learn.microsoft.com/rest/api/securityinsights/data-connectors
 */
export const sentinelOperations: Operations = {
  GetDataConnector: ({ world }, _caller, { WorkspaceId, Name }) => {
    const found = workspaceOf(world, WorkspaceId).connectors[Name];
    if (found === undefined) throw notFound(`Data connector '${Name}' was not found.`);
    return membersOf(found);
  },

  CreateOrUpdateDataConnector: (aws, _caller, { WorkspaceId, Name, Connector }) => {
    const workspace = workspaceOf(aws.world, WorkspaceId);
    const connector = checkConnector(Connector);
    const refusal = connectivityRefusal(aws, workspace.customerId, connector);
    if (refusal !== undefined) throw invalid(`Connectivity check failed: ${refusal}`);
    workspace.connectors[Name] = connector;
    return membersOf(connector);
  },

  DeleteDataConnector: ({ world }, _caller, { WorkspaceId, Name }) => {
    delete workspaceOf(world, WorkspaceId).connectors[Name];
  },
};

function workspaceOf({ sentinelWorkspaces }: World, id: unknown): SentinelWorkspaceState {
  const workspace = sentinelWorkspaces[String(id)];
  if (workspace !== undefined) return workspace;
  const [, group, name] =
    /\/resourceGroups\/([^/]+)\/.*\/workspaces\/([^/]+)$/.exec(String(id)) ?? [];
  throw notFound(
    `The Resource 'Microsoft.OperationalInsights/workspaces/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

function membersOf({ roleArn, sqsUrls, destinationTable }: SentinelConnectorState): Members {
  return { roleArn, sqsUrls: [...sqsUrls], destinationTable };
}

function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFound", message, 404);
}
