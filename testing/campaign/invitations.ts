import type { GuardDutyExportArgs } from "../../components/export/args";
import type { MemberDetectorsArgs } from "../../components/members/args";
import { MemberDetectors } from "../../components/members/memberDetectors";
import { AwsError, createCloud } from "../../sandbox/cloud";
import type { CloudStack, Intercept } from "../cloudStack";
import { openStackOn } from "../cloudStack";
import { acting, ADMINISTRATOR, email, organizationWorld, OUTSIDER } from "../organization";
import { projectFolder } from "./project";
import { comparable, differences } from "./worlds";

/** What makes an account outside of the organization a member, by the stack that calls it. */
export const INVITATION_CALLS = {
  "guardduty:CreateMembers": "administrator",
  "guardduty:InviteMembers": "administrator",
  "guardduty:AcceptInvitation": "member",
} as const;

export type InvitationCall = keyof typeof INVITATION_CALLS;

/** `refused`: AWS does nothing; `lost`: AWS does it, and answers with an error. */
export type Disturbance = "refused" | "lost";

const regions = ["us-east-1"];
export const INVITING: GuardDutyExportArgs = {
  regions,
  organization: {
    administrator: acting(ADMINISTRATOR),
    members: { accounts: [{ accountId: OUTSIDER, email: email(OUTSIDER), invite: true }] },
  },
};
export const ACCEPTING: MemberDetectorsArgs = {
  regions,
  account: acting(OUTSIDER),
  administratorAccountId: ADMINISTRATOR,
  acceptInvitation: true,
};

/** Disturbs a call of an invitation: problems of what the next deployments of both stacks make of it, after the command of an error. */
export async function invited(call: InvitationCall, how: Disturbance): Promise<string[]> {
  const expected = await stacks(undefined, async (deploy) => {
    await deploy.administrator();
    await deploy.member();
    return [];
  });
  let disturbs = true;
  let met = false;
  const disturbing: Intercept = (cloud) => ({
    async call(caller, operation, input) {
      if (!disturbs || operation !== call) return cloud.call(caller, operation, input);
      met = true;
      if (how === "lost") await cloud.call(caller, operation, input);
      throw new AwsError("AccessDenied", `not authorized to perform: ${operation}`, 403);
    },
  });
  const { problems, world } = await stacks(disturbing, async (deploy) => {
    const found: string[] = [];
    if (INVITATION_CALLS[call] === "member") await deploy.administrator();
    const first = await deploy[INVITATION_CALLS[call]]();
    if (!met) found.push(`${call} was not called`);
    if (first.error === undefined) found.push("the first up succeeded");
    disturbs = false;
    for (const stack of ["administrator", "member"] as const) {
      const [command] = IMPORT.exec((await deploy[stack]()).error?.message ?? "") ?? [];
      if (command !== undefined) found.push(...(await deploy.imported(command)));
      const { error } = await deploy[stack]();
      if (error) found.push(`a clean up of ${stack} failed: ${error.message}`);
    }
    for (const stack of ["administrator", "member"] as const) {
      const again = await deploy[stack]();
      const changed = again.error?.message ?? again.changed.join();
      if (changed !== "") found.push(`a second clean up of ${stack} changes: ${changed}`);
    }
    return found;
  });
  return [...problems, ...differences(world, expected.world)];
}

/** The fix of an error of the member's stack. */
const IMPORT = /(?<=Fix: run )pulumi import .*? --stack test/;

interface Deploy {
  /** Runs a command of the member's stack: why it failed, if it did. */
  imported(command: string): Promise<string[]>;
  administrator(): ReturnType<CloudStack["tryDeploy"]>;
  member(): ReturnType<CloudStack["up"]>;
}

async function stacks(
  intercept: Intercept | undefined,
  run: (deploy: Deploy) => Promise<string[]>,
) {
  const cloud = await createCloud(organizationWorld());
  const options = intercept === undefined ? {} : { intercept };
  const administrator = await openStackOn(cloud, "administrator", options);
  // The folder of a project is of a stack named test.
  const member = await openStackOn(cloud, "test", options);
  try {
    const problems = await run({
      administrator: () => administrator.tryDeploy(INVITING),
      member: () =>
        member.up(() => {
          const { detectorIds } = new MemberDetectors("member", ACCEPTING);
          return Promise.resolve({ detectorIds });
        }),
      async imported(command) {
        const { pulumi } = await projectFolder(member, INVITING);
        const [, ...args] = command.split(" ").map((word) => word.replaceAll("'", ""));
        const { error } = await pulumi(...args.filter((word) => !/^(--stack|test)$/.test(word)));
        return error ? [`${command} failed: ${error.message}`] : [];
      },
    });
    return { problems, world: comparable(cloud.world) };
  } finally {
    await member.close();
    await administrator.close();
  }
}
