import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import Module from "node:module";

import type { SentinelConnectorArgs } from "../../../components/sentinel/args";
import { SentinelConnector } from "../../../components/sentinel/sentinelConnector";
import type { RecordOptions } from "../../../testing/recorder";
import { record } from "../../../testing/recorder";

const TYPE = "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3";
const READER = {
  roleArn: "arn:aws:iam::111122223333:role/OIDC_siem",
  queueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/siem-queue",
};
const WORKSPACE = {
  id: "/subscriptions/0a1b/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc",
};

/** Stands for the package: a class of the same type. */
class DataConnectorAwsS3 extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(TYPE, name, args, opts);
  }
}

/** Records with @pulumi/azure of a version, or without it. */
async function recorded(args: object, version?: string, options?: RecordOptions) {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const original = loader._load;
  loader._load = function (request, ...rest) {
    if (!request.startsWith("@pulumi/azure/")) return original.call(this, request, ...rest);
    if (version === undefined) {
      throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
    }
    return request.endsWith("package.json") ? { version } : { DataConnectorAwsS3 };
  };
  try {
    return await record(() => {
      const { form, connectorId } = new SentinelConnector(
        "findings",
        args as SentinelConnectorArgs,
      );
      return { form, connectorId };
    }, options);
  } finally {
    loader._load = original;
  }
}

describe("SentinelConnector", () => {
  it("registers the connector of the workspace, with the reader's role and queue", async () => {
    const { find } = await recorded({ ...READER, workspace: WORKSPACE }, "6.40.0");
    const { inputs, parent } = find(TYPE, "findings-connector");
    expect(parent?.name).to.equal("findings");
    expect(inputs).to.deep.equal({
      name: "findings",
      logAnalyticsWorkspaceId: WORKSPACE.id,
      awsRoleArn: READER.roleArn,
      destinationTable: "AWSGuardDuty",
      sqsUrls: [READER.queueUrl],
    });
  });

  it("registers nothing without a workspace, and says what the connector's page asks for", async () => {
    const { resources, outputs } = await recorded(READER);
    expect(resources).to.deep.equal([]);
    expect(outputs["form"]).to.deep.equal({
      "Role ARN": READER.roleArn,
      "SQS URL": READER.queueUrl,
      "Destination table": "AWSGuardDuty",
    });
    expect(outputs["connectorId"]).to.equal(undefined);
  });

  for (const [version, problem] of [
    [undefined, "needs the package @pulumi/azure, which is not installed"],
    ["6.39.9", "needs @pulumi/azure 6.40 or newer; 6.39.9 is installed"],
  ] as const) {
    it(`asks for the optional package, and registers nothing: ${problem}`, async () => {
      const { errors, resources, components } = await recorded(
        { ...READER, workspace: WORKSPACE },
        version,
        { keepErrors: true },
      );
      expect([...resources, ...components]).to.deep.equal([]);
      expect(errors.map(({ message }) => message)).to.deep.equal([
        "SentinelConnector findings: 1 problem in the arguments; nothing was registered\n" +
          `  - workspace: ${problem}. Fix: run npm install @pulumi/azure@^6.40.0`,
      ]);
    });
  }

  it("reports every problem of its arguments at once, and registers nothing", async () => {
    const bad = {
      roleArn: "arn:aws:iam::111122223333:role/siem",
      queueUrl: "arn:aws:sqs:us-east-1:111122223333:siem",
      workspace: { id: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9" },
      connectorName: "a/b",
    };
    const { errors, resources } = await recorded(bad, "6.40.0", { keepErrors: true });
    expect(resources).to.deep.equal([]);
    const [head, ...lines] = errors.map(({ message }) => message.split("\n")).flat();
    expect(head).to.match(/^SentinelConnector findings: 4 problems in the arguments/);
    expect(lines.map((line) => line.replace(/:.*/, ""))).to.deep.equal([
      "  - roleArn",
      "  - queueUrl",
      "  - workspace.id",
      "  - connectorName",
    ]);
  });
});
