import { startsAsArn } from "../../../rules/arn";
import { Members } from "../../cloud/contract";
import { ResourceType, Subject } from "../resource/type";
import { Props } from "../rpc";
import { AzureError, Connection } from "./connection";

const WORKSPACE =
  /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/Microsoft\.OperationalInsights\/workspaces\/([^/]+)$/;
const CONNECTOR = /^(.+)\/providers\/Microsoft\.SecurityInsights\/dataConnectors\/([^/]+)$/;

const notEmpty = (value: unknown, label: string) =>
  value === "" ? `expected "${label}" to not be an empty string, got ` : undefined;

/** The connector, by the provider's inputs. The segments of a workspace's id are compared with their case. */
export const dataConnectorAwsS3: ResourceType<Connection> = {
  token: "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3",
  props: {
    name: { replaces: true, autoname: { maxLength: 260 }, test: notEmpty },
    logAnalyticsWorkspaceId: {
      replaces: true,
      test: (value, label) =>
        WORKSPACE.test(String(value))
          ? undefined
          : `parsing "${label}": "${String(value)}" is not the id of a Log Analytics workspace`,
    },
    awsRoleArn: {
      test: (value, label) =>
        startsAsArn(String(value)) ? undefined : `"${label}" must be a valid ARN`,
    },
    destinationTable: { test: notEmpty },
    sqsUrls: {},
  },

  async create({ settings, inputs }) {
    const id = `${inputs["logAnalyticsWorkspaceId"]}/providers/Microsoft.SecurityInsights/dataConnectors/${inputs["name"]}`;
    if ((await found(settings, id)) !== undefined) {
      throw new Error(
        `A resource with the ID "${id}" already exists - to be managed via Terraform this resource needs to be imported into the State. Please see the resource documentation for "azurerm_sentinel_data_connector_aws_s3" for more information.`,
      );
    }
    await put(settings, id, inputs, "creating");
    return id;
  },
  async read({ settings, id, state }) {
    const connector = await found(settings, id);
    return connector && { ...state, ...toState(id, connector) };
  },
  async update({ settings, id, inputs }) {
    await put(settings, id, inputs, "updating");
  },
  async delete({ settings, id }) {
    await settings.call("Delete", namesOf(id), `deleting ${textOf(id)}`);
  },
  imported(id, subject): Subject<Connection> {
    if (!CONNECTOR.test(id)) throw new Error(`parsing "${id}": it is not the id of a connector`);
    return { ...subject, state: {} };
  },
};

function put(settings: Connection, id: string, inputs: Props, doing: string): Promise<Members> {
  const { awsRoleArn: roleArn, sqsUrls, destinationTable } = inputs;
  const input = { ...namesOf(id), Connector: { roleArn, sqsUrls, destinationTable } };
  return settings.call("CreateOrUpdate", input, `${doing} ${textOf(id)}`);
}

async function found(settings: Connection, id: string): Promise<Members | undefined> {
  try {
    return await settings.call("Get", namesOf(id), `retrieving ${textOf(id)}`);
  } catch (error) {
    if (error instanceof AzureError && error.refusal.statusCode === 404) return undefined;
    throw error;
  }
}

function toState(id: string, { roleArn, sqsUrls, destinationTable }: Members): Props {
  const { WorkspaceId, Name } = namesOf(id);
  return {
    name: Name,
    logAnalyticsWorkspaceId: WorkspaceId,
    awsRoleArn: roleArn,
    ...{ sqsUrls, destinationTable },
  };
}

function namesOf(id: string): { WorkspaceId: string; Name: string } {
  const [, WorkspaceId = "", Name = ""] = CONNECTOR.exec(id) ?? [];
  return { WorkspaceId, Name };
}

function textOf(id: string): string {
  const { WorkspaceId, Name } = namesOf(id);
  const [, group = "", workspace = ""] = WORKSPACE.exec(WorkspaceId) ?? [];
  return `Data Connector: (Name "${Name}" / Workspace Name "${workspace}" / Resource Group "${group}")`;
}
