import { expect } from "chai";

import { State } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const connector = "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3";
const ISSUER = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
const AUDIENCE = "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e";
const providerArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
const roleArn = `arn:aws:iam::${ACCOUNT}:role/OIDC_findings`;
const queueArn = `arn:aws:sqs:eu-west-1:${ACCOUNT}:inbox`;
const queueUrl = `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/inbox`;
const customerId = "0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9";
const workspace =
  "/subscriptions/0a1b/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc";

const document = (...Statement: object[]) => ({
  Version: "2012-10-17",
  Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
});
const trust = (session: string) =>
  document({
    Principal: { Federated: providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, "sts:RoleSessionName": session },
    },
  });
const rights = (...actions: string[]) =>
  document({ Action: actions.map((action) => `sqs:${action}`), Resource: queueArn });
const reads = ["ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueUrl"];

const program = (changed: object = {}) => ({
  name: "findings",
  logAnalyticsWorkspaceId: workspace,
  awsRoleArn: roleArn,
  destinationTable: "AWSGuardDuty",
  sqsUrls: [queueUrl],
  ...changed,
});

describe("sandbox/providers azure", () => {
  const suite = providerSuite({
    queues: { [queueArn]: {} },
    oidcProviders: { [providerArn]: { clientIds: [AUDIENCE] } },
    roles: {
      [roleArn]: {
        policies: { rights: rights(...reads) },
        assumeRolePolicy: trust(`MicrosoftSentinel_${customerId}`),
      },
    },
    sentinelWorkspaces: { [workspace]: { customerId } },
  });

  const make = (its: object): Promise<State> => suite.make(connector, its);
  const refused = async (its: object) => (await suite.refused(connector, its)).message;

  it("makes a connector of the workspace, with Azure's resource id", async () => {
    const made = await make(program());
    expect(made.id).to.equal(
      `${workspace}/providers/Microsoft.SecurityInsights/dataConnectors/findings`,
    );
    expect(suite.cloud.world.sentinelWorkspaces[workspace]?.connectors).to.deep.equal({
      findings: { roleArn, sqsUrls: [queueUrl], destinationTable: "AWSGuardDuty" },
    });
    expect((await suite.plan(connector, made, program())).keys).to.deep.equal([]);
    const imported = await suite.azure.read(connector, made.id);
    expect(imported.inputs).to.deep.include(program());
    await suite.azure.delete(connector, made);
    expect((await suite.azure.read(connector, made.id, made)).id).to.equal("");
  });

  it("changes role, table and queues in place, and is replaced for another workspace or name", async () => {
    const made = await make(program());
    const changed = await suite.change(
      connector,
      made,
      program({ destinationTable: "AWSVPCFlow" }),
    );
    expect(changed.state).to.include({ destinationTable: "AWSVPCFlow" });
    for (const [input, value] of [
      ["logAnalyticsWorkspaceId", workspace.replace("/soc", "/noc")],
      ["name", "others"],
    ] as const) {
      const { replaces } = await suite.plan(connector, made, program({ [input]: value }));
      expect(replaces).to.deep.equal([input]);
    }
  });

  const early: [what: string, its: object, text: string][] = [
    [
      "no table",
      program({ destinationTable: undefined }),
      'The argument "destination_table" is required',
    ],
    ["no queues", program({ sqsUrls: undefined }), 'The argument "sqs_urls" is required'],
    ["a role's name", program({ awsRoleArn: "OIDC_findings" }), "must be a valid ARN"],
    [
      "a workspace's GUID",
      program({ logAnalyticsWorkspaceId: customerId }),
      "is not the id of a Log Analytics workspace",
    ],
    [
      "a segment of its id in small letters",
      program({ logAnalyticsWorkspaceId: workspace.replace("resourceGroups", "resourcegroups") }),
      "is not the id of a Log Analytics workspace",
    ],
  ];
  for (const [what, its, text] of early) {
    it(`refuses before anything is made: ${what}`, async () => {
      const given = JSON.parse(JSON.stringify(its));
      expect(await suite.problems(connector, given)).to.contain(text);
    });
  }

  const late: [what: string, its: object, text: string][] = [
    ["a table of another connector", { destinationTable: "AWSWAF" }, "is none of AWSCloudTrail"],
    ["no queue in the list", { sqsUrls: [] }, "The property 'sqsUrls' is required."],
    [
      "a queue's ARN for its URL",
      { sqsUrls: [queueArn] },
      "is not the URL of a standard SQS queue",
    ],
    [
      "a role whose name does not start with OIDC_",
      { awsRoleArn: roleArn.replace("OIDC_", "") },
      "whose name starts with OIDC_",
    ],
    [
      "a queue that is not there",
      { sqsUrls: [`${queueUrl}2`] },
      `Status code:S3B40011, Message: Access to an SQS queue (${queueUrl}2) was denied.`,
    ],
    [
      "a workspace that is not there",
      { logAnalyticsWorkspaceId: workspace.replace("/soc", "/noc") },
      "The Resource 'Microsoft.OperationalInsights/workspaces/noc' under resource group 'siem' was not found.",
    ],
  ];
  for (const [what, changed, text] of late) {
    it(`is refused by the API for ${what}`, async () => {
      const message = await refused(program(changed));
      expect(message).to.match(
        /^creating Data Connector: \(Name "findings" \/ Workspace Name "[sn]oc" \/ Resource Group "siem"\): /,
      );
      expect(message).to.contain(text);
    });
  }

  it("is refused a name that is taken", async () => {
    await make(program());
    expect(await refused(program())).to.contain("needs to be imported into the State");
  });

  it("is not connected while the role trusts another workspace's sessions, or may not receive", async () => {
    const role = suite.cloud.world.roles[roleArn]!;
    const { assumeRolePolicy } = role;
    role.assumeRolePolicy = trust("MicrosoftSentinel_other");
    expect(await refused(program())).to.contain(
      `cannot be assumed as MicrosoftSentinel_${customerId}`,
    );
    role.assumeRolePolicy = assumeRolePolicy;
    for (const missing of reads) {
      role.policies = { rights: rights(...reads.filter((one) => one !== missing)) };
      expect(await refused(program()), missing).to.contain("S3B40011");
    }
  });

  it("is connected without a right to the bucket and the key, which Sentinel does not try", async () => {
    const { state } = await make(program());
    expect(state).to.include({ awsRoleArn: roleArn });
  });

  it("needs a subscription", async () => {
    const refusal = await suite.azure.configure({}).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal).to.contain("`subscription_id` is a required provider property");
  });
});
