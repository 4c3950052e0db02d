import type { Operations } from "../aws";
import { alarmOperations } from "./alarms";
import { muteRuleOperations } from "./muteRules";

export const cloudwatchOperations: Operations = { ...alarmOperations, ...muteRuleOperations };
