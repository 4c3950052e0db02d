import { parseArn } from "../arn";
import { coversAction } from "../evaluator";
import { grouped } from "../grouped";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { bindsService } from "./conditionValues";
import type { Reach } from "./reach";
import { openStatement, reachOf } from "./reach";
import { refOf, statementsOf } from "./statements";
import { outsidePrincipals } from "./testPrincipals";
import type { OutsidePrincipal } from "./testPrincipals";
import type { Caller, OpenKey, StatementRef } from "./types";

/** A resource that exists, whose policy others write. */
export type SharedKind = "queue" | "topic" | "bus";

/** What a caller from outside its account does with such a resource. */
export type SharedClass = "read" | "send" | "delete" | "change";

/** A statement of its policy that lets in more than its own account. */
export interface SharedAccess extends StatementRef {
  kind: SharedKind;
  arn: string;
  severity: "error" | "warning";
  callers: Caller[];
  /** One action for each class. */
  access: { class: SharedClass; action: string }[];
  /** What the access depends on; empty: it is certain. */
  dependsOn: OpenKey[];
}

/**
 * By kind and class. What only shows settings is not among them.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export const SHARED_ACTIONS: { [kind in SharedKind]: { [one in SharedClass]?: string[] } } = {
  queue: {
    read: ["sqs:ReceiveMessage", "sqs:StartMessageMoveTask"],
    send: ["sqs:SendMessage"],
    delete: ["sqs:DeleteMessage", "sqs:PurgeQueue", "sqs:ChangeMessageVisibility"],
    change: [
      ...["sqs:SetQueueAttributes", "sqs:AddPermission", "sqs:RemovePermission"],
      "sqs:DeleteQueue",
    ],
  },
  topic: {
    read: ["sns:Subscribe"],
    send: ["sns:Publish"],
    change: [
      ...["sns:SetTopicAttributes", "sns:AddPermission", "sns:RemovePermission"],
      ...["sns:PutDataProtectionPolicy", "sns:DeleteTopic"],
    ],
  },
  bus: {
    read: ["events:PutRule", "events:PutTargets"],
    send: ["events:PutEvents"],
    delete: ["events:DeleteRule", "events:DisableRule", "events:RemoveTargets"],
    change: ["events:PutPermission", "events:RemovePermission", "events:DeleteEventBus"],
  },
};

/** EventBridge supports no condition in the policy of a topic. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions */
const EVENTS = "events.amazonaws.com";

/** The statements of a policy that let in callers from outside the account of its resource; `now` as ISO 8601. */
export function sharedAccess(
  resource: { kind: SharedKind; arn: string },
  document: PolicyDocument,
  now: string,
): SharedAccess[] {
  const statements = statementsOf(document);
  const denies = statements.flatMap(([, one]) => (one.Effect === "Deny" ? [one] : []));
  return statements.flatMap(([index, statement]) =>
    statement.Effect === "Allow"
      ? accessThrough(resource, statement, denies, document.Version, now).map((found) => ({
          ...resource,
          ...refOf(index, statement),
          ...found,
        }))
      : [],
  );
}

type Found = Pick<SharedAccess, "severity" | "callers" | "access" | "dependsOn">;

interface Access {
  caller: Caller;
  access: SharedAccess["access"][number];
  reach: Reach;
}

function accessThrough(
  { kind, arn }: { kind: SharedKind; arn: string },
  statement: PolicyStatement,
  denies: PolicyStatement[],
  version: string | undefined,
  now: string,
): Found[] {
  const { accountId, region } = parseArn(arn) ?? { accountId: "", region: "" };
  const actions = Object.entries(SHARED_ACTIONS[kind]).flatMap(([name, some]) =>
    some
      .filter((action) => coversAction(statement, action))
      .map((action) => ({ class: name as SharedClass, action })),
  );
  if (actions.length === 0) return [];
  const open = openStatement(statement, denies, version, now);
  const owner = {
    sources: [{ accountId, region, detectorId: "" }],
    accounts: { bucket: accountId, key: accountId },
  };
  const found = outsidePrincipals(statement, denies, owner).flatMap((one) =>
    actions.flatMap((access): Access[] => {
      if (isMeant(kind, one, access.action)) return [];
      const reach = reachOf(open, one, access.action, arn);
      return reach === undefined || isBound(one, reach)
        ? []
        : [{ caller: one.caller, access, reach }];
    }),
  );
  return [...grouped(found, ({ reach }) => String(reach.certain)).values()].map((same) => ({
    severity: same.some(isPublic) ? ("error" as const) : ("warning" as const),
    callers: distinct(same.map(({ caller }) => caller)),
    access: [...grouped(same, ({ access }) => access.class).values()].map(
      ([first]) => (first as Access).access,
    ),
    dependsOn: distinct(same.flatMap(({ reach }) => reach.dependsOn)),
  }));
}

function isMeant(kind: SharedKind, { caller }: OutsidePrincipal, action: string): boolean {
  const isEventBridge = caller.kind === "service" && caller.service === EVENTS;
  return kind === "topic" && isEventBridge && action === "sns:Publish";
}

/** A service that only acts for those whom the statement names is bound. */
function isBound({ caller }: OutsidePrincipal, { certain, dependsOn }: Reach): boolean {
  return !certain && caller.kind === "service" && dependsOn.some((key) => key && bindsService(key));
}

function isPublic({ caller, reach }: Access): boolean {
  return reach.certain && (caller.kind === "anonymous" || caller.kind === "anyAccount");
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
