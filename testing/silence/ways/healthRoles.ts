import { ALLOW_DETECTORS, HEALTH } from "../healthParts";
import { ofHealth } from "../world";
import type { HealthWay } from "./way";
import { admin, calls, policyText } from "./way";

const ROLE = { RoleName: ofHealth("role") };
const DENY_ALL = policyText({ Effect: "Deny", Action: "*", Resource: "*" });
const TRUST_OF_NONE = policyText({
  ...{ Effect: "Deny", Action: "sts:AssumeRole" },
  Principal: { Service: "scheduler.amazonaws.com" },
});
const ROLE_POLICY = { ...ROLE, PolicyName: `${HEALTH}-role-policy` };
const FORWARD_POLICY = {
  RoleName: ofHealth("forward-role"),
  PolicyName: `${HEALTH}-forward-role-policy`,
};

/** Ways by the roles of the health check, which they keep from running or from forwarding. */
export const ROLE_WAYS: readonly HealthWay[] = [
  {
    call: "iam:DeleteRolePolicy",
    silence: calls(["iam:DeleteRolePolicy", ROLE_POLICY]),
  },
  {
    call: "iam:DeleteRolePolicy",
    with: "of the role that forwards events of other Regions",
    silence: calls(["iam:DeleteRolePolicy", FORWARD_POLICY]),
  },
  {
    call: "iam:DeleteRole",
    with: "the one that forwards events of other Regions",
    silence: calls(
      ["iam:DeleteRolePolicy", FORWARD_POLICY],
      ["iam:DeleteRole", { RoleName: FORWARD_POLICY.RoleName }],
    ),
  },
  {
    call: "iam:PutRolePolicy",
    with: "another policy that denies",
    silence: calls([
      "iam:PutRolePolicy",
      { ...ROLE, PolicyName: "quiet", PolicyDocument: DENY_ALL },
    ]),
  },
  {
    call: "iam:PutRolePolicy",
    with: "the policy of the schedule's role",
    silence: calls([
      "iam:PutRolePolicy",
      {
        RoleName: ofHealth("schedule-role"),
        PolicyName: `${HEALTH}-schedule-role-policy`,
        PolicyDocument: ALLOW_DETECTORS,
      },
    ]),
  },
  ...(["AttachRolePolicy", "PutRolePermissionsBoundary"] as const).map((name): HealthWay => ({
    call: `iam:${name}`,
    silence: async (target) => {
      const iam = admin(target);
      const PolicyName = "quiet";
      const created = await iam.call("iam:CreatePolicy", { PolicyName, PolicyDocument: DENY_ALL });
      const PolicyArn: string = created["Policy"].Arn;
      const given =
        name === "AttachRolePolicy" ? { PolicyArn } : { PermissionsBoundary: PolicyArn };
      await iam.call(`iam:${name}`, { ...ROLE, ...given });
    },
  })),
  {
    call: "iam:UpdateAssumeRolePolicy",
    silence: calls([
      "iam:UpdateAssumeRolePolicy",
      { RoleName: ofHealth("schedule-role"), PolicyDocument: TRUST_OF_NONE },
    ]),
  },
];
