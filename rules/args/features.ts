import { AdditionalConfiguration } from "./choices";

/** The additional configurations of the features that have any. */
export const CONFIGURABLE: { [feature: string]: readonly string[] } = {
  EKS_RUNTIME_MONITORING: ["EKS_ADDON_MANAGEMENT"],
  RUNTIME_MONITORING: Object.values(AdditionalConfiguration),
};
