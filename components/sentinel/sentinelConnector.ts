import * as pulumi from "@pulumi/pulumi";

import { planConnector, readSentinelArgs, sentinelForm } from "../../rules/sentinel";
import { ArgsError } from "../shared/argsError";
import { definedOnly } from "../shared/outputs";
import type { SentinelConnectorArgs } from "./args";
import { connectorClass, registerConnector } from "./connector";

/**
 * The Amazon Web Services S3 connector of Microsoft Sentinel over the exported findings: registered when its workspace is given, else output as
 * what its page in the portal asks for.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://learn.microsoft.com/azure/sentinel/connect-aws
 */
export class SentinelConnector extends pulumi.ComponentResource {
  /** What the connector's page asks for, by its labels. */
  public readonly form!: pulumi.Output<{ [label: string]: string }>;
  /** Resource id of the connector; undefined when it is created by hand. */
  public readonly connectorId?: pulumi.Output<string>;

  constructor(name: string, args: SentinelConnectorArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, problems } = readSentinelArgs(name, args);
    if (settings === undefined) throw new ArgsError(`SentinelConnector ${name}`, problems);
    const loaded = settings.registers ? connectorClass() : undefined;
    if (loaded && "problem" in loaded) {
      throw new ArgsError(`SentinelConnector ${name}`, [loaded.problem]);
    }
    super("guardduty-export:index:SentinelConnector", name, {}, opts);

    const plan = planConnector(name, settings);
    const { roleArn, queueUrl, workspace } = args;
    const connector =
      loaded &&
      workspace &&
      registerConnector(
        loaded.DataConnectorAwsS3,
        plan.connectorName,
        {
          name: settings.connectorName,
          logAnalyticsWorkspaceId: workspace.id,
          awsRoleArn: roleArn,
          sqsUrls: [queueUrl],
        },
        this,
      );
    const outputs = definedOnly({
      form: pulumi.output({ roleArn, queueUrl }).apply(sentinelForm),
      connectorId: connector?.id,
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}
