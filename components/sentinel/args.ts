import type * as pulumi from "@pulumi/pulumi";

/** The Log Analytics workspace on which Microsoft Sentinel is enabled. */
export interface SentinelWorkspace {
  /** Its resource id: /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<name>. */
  id: pulumi.Input<string>;
}

/** The arguments of SentinelConnector. What decides which resources exist is plain; leaves may be Inputs. */
export interface SentinelConnectorArgs {
  /** ARN of the role that Sentinel takes, as the roleArn of a FindingsReader with the preset sentinel. */
  roleArn: pulumi.Input<string>;
  /** URL of the connector's own queue, as that FindingsReader's queueUrl. */
  queueUrl: pulumi.Input<string>;
  /** The workspace. Defaults to none: the connector is created by hand, from the output form. With it the connector is registered, which needs the package @pulumi/azure 6.40 or newer. */
  workspace?: SentinelWorkspace;
  /** Name of the connector. Defaults to the component's name. */
  connectorName?: string;
}
