import type { World } from "../../world";
import type { Caller, Members } from "../contract";
import { operationParts } from "../contract";
import type { NeededAction, Call } from "./needed";
import { EVERY } from "./needed";
import { guardDutyActions } from "./guardduty";
import { iamActions } from "./identities";
import { eventsActions, snsActions, sqsActions } from "./messaging";
import { cloudwatchActions, lambdaActions, logsActions, schedulerActions } from "./monitoring";
import { athenaActions, glueActions } from "./queries";
import { kmsActions, s3Actions, s3ControlActions } from "./storage";

/** An action of IAM on a resource. */
export interface ActionRequest {
  /** `service:Action`. */
  action: string;
  /** Its ARN; `*` for an action that is about no resource. */
  resource: string;
}

const BY_SERVICE: { [service: string]: (call: Call) => NeededAction[] } = {
  athena: athenaActions,
  cloudwatch: cloudwatchActions,
  events: eventsActions,
  glue: glueActions,
  guardduty: guardDutyActions,
  iam: iamActions,
  kms: kmsActions,
  lambda: lambdaActions,
  logs: logsActions,
  s3: s3Actions,
  s3control: s3ControlActions,
  scheduler: schedulerActions,
  sns: snsActions,
  sqs: sqsActions,
  // Needs no permission.
  sts: () => [],
};

/**
 * What IAM asks of the caller for one call. Tags that something is created with are asked for as well.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function requestedActions(
  world: World,
  caller: Caller,
  operation: string,
  input: Members,
): ActionRequest[] {
  const { service, name } = operationParts(operation);
  const needed = BY_SERVICE[service]?.({ world, caller, name, input }) ?? [
    { action: name, resources: [EVERY] },
  ];
  return needed.flatMap(({ action, resources }) =>
    resources.map((resource) => ({
      action: action.includes(":") ? action : `${service}:${action}`,
      resource,
    })),
  );
}
