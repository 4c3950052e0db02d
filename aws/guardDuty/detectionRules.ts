import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { paginateListCustomDetectionRuleAssociations } from "@aws-sdk/client-guardduty";

import type { DetectionRule } from "../../rules/health/types";
import type { Connection } from "../connection";

/** The custom detection rules that are associated with an account; the call rejects with the error of the SDK. */
export interface DetectionRuleReader {
  detectionRules(): Promise<DetectionRule[]>;
}

export function detectionRuleReader({ client }: Connection<GuardDutyClient>): DetectionRuleReader {
  return {
    async detectionRules() {
      const found: DetectionRule[] = [];
      for await (const page of paginateListCustomDetectionRuleAssociations({ client }, {})) {
        for (const { RuleId = "", Mode = "", ExpiresAt } of page.RuleAssociations ?? []) {
          found.push({
            ...{ ruleId: RuleId, mode: Mode },
            ...(ExpiresAt && { expiresAt: ExpiresAt.toISOString() }),
          });
        }
      }
      return found;
    },
  };
}
