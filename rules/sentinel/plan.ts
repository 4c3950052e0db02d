import type { ResourceIdentity } from "../resources";
import type { SentinelSettings } from "./args";

/** What a SentinelConnector registers. */
export interface SentinelPlan {
  settings: SentinelSettings;
  connectorName: string;
  /** Nothing of a connector that is created by hand. */
  resources: ResourceIdentity[];
}

export function planConnector(component: string, settings: SentinelSettings): SentinelPlan {
  const connectorName = `${component}-connector`;
  const type = "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3";
  return {
    settings,
    connectorName,
    resources: settings.registers ? [{ type, name: connectorName }] : [],
  };
}
