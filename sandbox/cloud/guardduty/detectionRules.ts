import type { Detector } from "../../world";
import { newId } from "../../world";
import { arnOf } from "../arn";
import type { Aws, Operations } from "../aws";
import type { Caller, Members } from "../contract";
import { locationKey } from "./detectors";
import { badRequest } from "./errors";
import { page } from "./paging";

type Association = Detector["ruleAssociations"][string];

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/custom-detection-rules-how-it-works.html */
const DRY_RUN = 14 * 24 * 3_600_000;
const RULE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Associations of custom detection rules with the calling account. Which rules there are is not modelled: every id of their form is one. */
export const detectionRuleOperations: Operations = {
  CreateCustomDetectionRuleAssociation: (aws, caller, input) => {
    const { RuleId, Mode, ClientToken, Tags } = input;
    const { ruleAssociations } = requireGuardDuty(aws, caller);
    if (!RULE.test(String(RuleId))) throw badRequest("invalidValues");
    const known = current(aws, ruleAssociations).find(
      ([, one]) => ClientToken !== undefined && one.clientToken === ClientToken,
    );
    const [id, association] = known ?? [newId(), created(aws, { RuleId, Mode, ClientToken, Tags })];
    ruleAssociations[id] = association;
    return { RuleAssociation: detail(caller, id, association) };
  },

  GetCustomDetectionRuleAssociation: (aws, caller, input) => {
    const association = requireAssociation(aws, caller, input);
    const RuleAssociation = detail(caller, input["AssociationId"], association);
    return { RuleAssociation, Tags: association.tags };
  },

  ListCustomDetectionRuleAssociations: (aws, caller, input) => {
    const { RuleId, Mode, MaxResults, NextToken } = input;
    const { ruleAssociations } = requireGuardDuty(aws, caller);
    const found = current(aws, ruleAssociations).filter(
      ([, { ruleId, mode }]) => (RuleId ?? ruleId) === ruleId && (Mode ?? mode) === mode,
    );
    const { items, ...rest } = page(found, { MaxResults, NextToken }, ([id]) => id);
    return { RuleAssociations: items.map(([id, one]) => summary(caller, id, one)), ...rest };
  },

  UpdateCustomDetectionRuleAssociation: (aws, caller, input) => {
    const association = requireAssociation(aws, caller, input);
    const { RuleId, AssociationId, Mode } = input;
    const { createdAt, tags } = association;
    const { ruleAssociations } = requireGuardDuty(aws, caller);
    ruleAssociations[AssociationId] = { ...created(aws, { RuleId, Mode }), createdAt, tags };
  },

  DeleteCustomDetectionRuleAssociation: (aws, caller, input) => {
    requireAssociation(aws, caller, input);
    delete requireGuardDuty(aws, caller).ruleAssociations[input["AssociationId"]];
  },
};

function created({ now }: Aws, { RuleId, Mode, ClientToken, Tags }: Members): Association {
  const at = now();
  return {
    ...{ ruleId: RuleId, mode: Mode, tags: Tags ?? {} },
    ...{ createdAt: at.toISOString(), updatedAt: at.toISOString() },
    ...(Mode === "DRY_RUN" && { expiresAt: new Date(at.getTime() + DRY_RUN).toISOString() }),
    ...(ClientToken !== undefined && { clientToken: ClientToken }),
  };
}

/** Those that have not expired. */
function current(
  { now }: Aws,
  associations: Detector["ruleAssociations"],
): [id: string, association: Association][] {
  return Object.entries(associations).filter(
    ([, { expiresAt }]) => expiresAt === undefined || new Date(expiresAt) > now(),
  );
}

function requireGuardDuty({ world }: Aws, caller: Caller): Detector {
  const detector = world.detectors[locationKey(caller)];
  if (detector === undefined) throw badRequest("notYourDetector");
  return detector;
}

function requireAssociation(aws: Aws, caller: Caller, input: Members): Association {
  const { ruleAssociations } = requireGuardDuty(aws, caller);
  const found = current(aws, ruleAssociations).find(([id]) => id === input["AssociationId"]);
  if (found === undefined || found[1].ruleId !== input["RuleId"]) throw badRequest("noResource");
  return found[1];
}

function summary(caller: Caller, id: string, association: Association): Members {
  const { ruleId, mode, createdAt, updatedAt, expiresAt } = association;
  return {
    AssociationId: id,
    // UNVERIFIED form.
    Arn: arnOf("guardduty", caller, `custom-detection-rule/${ruleId}/association/${id}`),
    ...{ RuleId: ruleId, Mode: mode },
    ...{ CreatedAt: new Date(createdAt), UpdatedAt: new Date(updatedAt) },
    ...(expiresAt !== undefined && { ExpiresAt: new Date(expiresAt) }),
  };
}

function detail(caller: Caller, id: string, association: Association): Members {
  return { ...summary(caller, id, association), AccountId: caller.accountId };
}
