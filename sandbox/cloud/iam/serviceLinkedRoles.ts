import { randomUUID } from "node:crypto";
import type { World } from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import { entityName, noSuchEntity } from "./entities";

const SERVICE = "guardduty.amazonaws.com";
const ROLE = "AWSServiceRoleForAmazonGuardDuty";

/** The service-linked role of GuardDuty: it is there where the account has a detector, or lists the role. */
export const serviceLinkedRoleOperations: Operations = {
  /**
   * Starts a task, which fails while the account has a detector in any Region.
   * Source: https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html
   */
  DeleteServiceLinkedRole: ({ world }, caller, { RoleName }) => {
    const account = world.accounts[caller.accountId];
    const inUse = regionsInUse(world, caller).length > 0;
    const isListed = account?.roles.some((arn) => entityName(arn) === ROLE) ?? false;
    if (RoleName !== ROLE || (!inUse && !isListed)) {
      throw noSuchEntity(`The role with name ${RoleName} cannot be found.`);
    }
    const task = `task/aws-service-role/${SERVICE}/${ROLE}/${randomUUID()}`;
    world.roleDeletions[task] = inUse ? "FAILED" : "SUCCEEDED";
    if (!inUse && account !== undefined) {
      account.roles = account.roles.filter((arn) => entityName(arn) !== ROLE);
    }
    return { DeletionTaskId: task };
  },

  GetServiceLinkedRoleDeletionStatus: ({ world }, caller, { DeletionTaskId }) => {
    const status = world.roleDeletions[String(DeletionTaskId)];
    if (status === undefined) {
      throw new AwsError("NoSuchEntity", `The deletion task ${DeletionTaskId} was not found.`, 404);
    }
    if (status === "SUCCEEDED") return { Status: status };
    return {
      Status: status,
      Reason: {
        Reason: "A service-linked role cannot be deleted while resources use it.",
        RoleUsageList: regionsInUse(world, caller).map((Region) => ({ Region, Resources: [] })),
      },
    };
  },
};

function regionsInUse({ detectors }: World, { accountId }: Caller): string[] {
  return Object.keys(detectors).flatMap((location) => {
    const [owner, region = ""] = location.split("/");
    return owner === accountId ? [region] : [];
  });
}
