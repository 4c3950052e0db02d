import type { SharedResource } from "../../rules/addOns";
import { sharedResource } from "../../rules/addOns";
import { parseArn } from "../../rules/arn";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { SharedKind } from "../../rules/proof";
import type { StateResource } from "../../rules/recovery";
import { nameOf } from "../../rules/recovery";

const COMPONENT = "guardduty-export:index:";
const QUEUE = "aws:sqs/queue:Queue";
const MADE = [QUEUE, "aws:sns/topic:Topic", "aws:cloudwatch/eventBus:EventBus"];
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** A queue, topic or bus that a component uses. */
interface Use {
  kind: SharedKind;
  /** Path of the argument that names it, the component's name first. */
  path: string;
  arn: unknown;
  url?: string;
  /** The part that reads its policy where the owner is none of the export's accounts. */
  otherwise: AccountRole;
}

/** Every queue, topic and bus that components of the package use and did not make: others write its policy. */
export function sharedIn(
  resources: readonly StateResource[],
  plan: Pick<ExportPlan, "accounts" | "home">,
): SharedResource[] {
  const components = resources.filter(({ type }) => type.startsWith(COMPONENT));
  const found = components.flatMap((component) => {
    const own = resources.filter(({ parent }) => parent === component.urn);
    // The `arn` of a target is that of what events go to.
    const made = own
      .filter(({ type, external }) => MADE.includes(type) && external !== true)
      .map(({ outputs }) => outputs?.["arn"]);
    return usesOf(component, own, plan.accounts.bucketOwner)
      .filter(({ arn }) => !made.includes(arn))
      .flatMap(({ kind, path, arn, url, otherwise }) =>
        sharedResource(plan, kind, path, arn, otherwise).map((one) => ({
          ...one,
          ...(url !== undefined && { url }),
        })),
      );
  });
  return [...new Map(found.map((one) => [`${one.path} ${one.arn}`, one])).values()];
}

function usesOf(
  { type, urn, outputs = {} }: StateResource,
  own: readonly StateResource[],
  bucketOwner: AccountRole,
): Use[] {
  const name = nameOf(urn);
  switch (type.slice(COMPONENT.length)) {
    case "GuardDutyExport": {
      const path = `${name}.notificationTopicArn`;
      return [
        { kind: "topic", path, arn: outputs["notificationTopicArn"], otherwise: bucketOwner },
      ];
    }
    case "FindingsReader":
      return own
        .filter((one) => one.type === QUEUE && one.external === true)
        .map(({ id, outputs: queue }) => ({
          ...{ kind: "queue", path: `${name}.queue.existing.url`, arn: queue?.["arn"] },
          ...(id !== undefined && { url: id }),
          otherwise: bucketOwner,
        }));
    case "EventRouting":
      return own
        .filter((one) => one.type === TARGET)
        .map(({ inputs }) => ofTarget(name, inputs?.["arn"]));
    case "ExportHealth": {
      const path = `${name}.topicArn`;
      return [{ kind: "topic", path, arn: outputs["topicArn"], otherwise: "administrator" }];
    }
    default:
      return [];
  }
}

/** Events go to a topic, from a bus of the component, or to a bus. */
function ofTarget(name: string, arn: unknown): Use {
  const isTopic = parseArn(String(arn))?.service === "sns";
  return {
    kind: isTopic ? "topic" : "bus",
    path: `${name}.${isTopic ? "topicArn" : "busArn"}`,
    ...{ arn, otherwise: "administrator" },
  };
}
