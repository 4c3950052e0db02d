import { arnText } from "../../../rules/arn";
import type { Organization, World } from "../../world";
import type { Operation } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { accessDenied } from "./errors";

/** Whom an operation is open to: any account of the organization, those that manage it or a part of it, or its management. */
export type Audience = "anyone" | "delegated" | "management";

/** An operation on the organization that the caller belongs to. */
export function within(
  audience: Audience,
  apply: (
    world: World,
    organization: Organization,
    input: Members,
    request: { caller: Caller; now: Date },
  ) => Members | void,
): Operation {
  return ({ world, now }, caller, input) => {
    const { organization } = world;
    if (organization === undefined || !belongsTo(organization, caller.accountId)) {
      throw new AwsError(
        "AWSOrganizationsNotInUseException",
        "Your account is not a member of an organization.",
      );
    }
    if (!isAmong(audience, organization, caller)) throw accessDenied();
    return apply(world, organization, input, { caller, now: now() });
  };
}

export function isAmong(
  audience: Audience,
  organization: Organization,
  { accountId }: Caller,
): boolean {
  if (audience === "anyone" || accountId === organization.management) return true;
  return audience === "delegated" && servicesOf(organization, accountId).length > 0;
}

/** All accounts, the management account first. */
export function accountsOf({ management, members }: Organization): string[] {
  return [...new Set([management, ...members])];
}

export function belongsTo(organization: Organization | undefined, accountId: string): boolean {
  return organization !== undefined && accountsOf(organization).includes(accountId);
}

/** Service principals that an account administers. */
export function servicesOf({ delegatedAdministrators }: Organization, accountId: string): string[] {
  return delegatedAdministrators[accountId] ?? [];
}

export function organizationsArn(accountId: string, resource: string): string {
  return arnText({ partition: "aws", service: "organizations", region: "", accountId, resource });
}
