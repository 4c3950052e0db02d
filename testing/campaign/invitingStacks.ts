import type { PulumiFn } from "@pulumi/pulumi/automation";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { MemberDetectorsArgs } from "../../components/members/args";
import { MemberDetectors } from "../../components/members/memberDetectors";
import { createCloud } from "../../sandbox/cloud";
import type { SandboxCloud } from "../../sandbox/cloud";
import type { CloudStack, Intercept } from "../cloudStack";
import { exportProgram, openStackOn } from "../cloudStack";
import type { Outcome } from "../engine";
import { CHANGES } from "../killed";
import { acting, ADMINISTRATOR, email, organizationWorld, OUTSIDER } from "../organization";
import type { ProjectFolder } from "./project";
import { projectFolder } from "./project";
import { comparable } from "./worlds";

/** In the order in which they are deployed. */
export const STACK_NAMES = ["administrator", "member"] as const;
export type StackName = (typeof STACK_NAMES)[number];

const regions = ["us-east-1"];
const INVITING: GuardDutyExportArgs = {
  regions,
  organization: {
    administrator: acting(ADMINISTRATOR),
    members: { accounts: [{ accountId: OUTSIDER, email: email(OUTSIDER), invite: true }] },
  },
};
const ACCEPTING: MemberDetectorsArgs = {
  regions,
  account: acting(OUTSIDER),
  administratorAccountId: ADMINISTRATOR,
  acceptInvitation: true,
};

/** The settings of the stack that invites an account, and of the stack of the account that accepts. */
const SETTINGS: { [name in StackName]: object } = {
  administrator: INVITING,
  member: { role: "member", name: "member", ...ACCEPTING },
};

/** What the program of the project deploys, in this process. */
const PROGRAMS: { [name in StackName]: PulumiFn } = {
  administrator: exportProgram(INVITING),
  member: () => {
    const { detectorIds } = new MemberDetectors("member", ACCEPTING);
    return Promise.resolve({ detectorIds });
  },
};

export interface InvitingStack {
  engine: CloudStack;
  up(): Promise<Outcome>;
  /** Writes its folder; the program of its commands is a process of its own. */
  project(): Promise<ProjectFolder>;
}

export interface InvitingStacks {
  cloud: SandboxCloud;
  stacks: { [name in StackName]: InvitingStack };
}

/** Both stacks on a world of their own, in which AWS's answers are as the intercept has them. */
export async function withInvitingStacks<T>(
  intercept: Intercept | undefined,
  run: (opened: InvitingStacks) => Promise<T>,
): Promise<T> {
  const cloud = await createCloud(organizationWorld());
  const open = async (name: StackName): Promise<InvitingStack> => {
    // Each has a backend of its own: the folder of a project is of a stack named test.
    const engine = await openStackOn(cloud, "test", intercept && { intercept });
    return {
      engine,
      up: () => engine.up(PROGRAMS[name]),
      project: () => projectFolder(engine, SETTINGS[name]),
    };
  };
  const stacks = { administrator: await open("administrator"), member: await open("member") };
  try {
    return await run({ cloud, stacks });
  } finally {
    await stacks.member.engine.close();
    await stacks.administrator.engine.close();
  }
}

interface Undisturbed {
  /** Changing calls of each stack's first up. */
  calls: { [name in StackName]: number };
  world: string[];
  problems: string[];
}

let whole: Promise<Undisturbed> | undefined;

/** An invitation that nothing disturbs: deployed once for all trials. */
export function undisturbed(): Promise<Undisturbed> {
  whole ??= withInvitingStacks(undefined, async ({ cloud, stacks }) => {
    const deployed = async (name: StackName) => {
      const before = cloud.calls.length;
      const problems = failures(await stacks[name].up(), name);
      const changing = cloud.calls.slice(before).filter(({ operation }) => CHANGES.test(operation));
      return { calls: changing.length, problems };
    };
    const administrator = await deployed("administrator");
    const member = await deployed("member");
    return {
      calls: { administrator: administrator.calls, member: member.calls },
      world: comparable(cloud.world),
      problems: [...administrator.problems, ...member.problems, ...(await unchanged(stacks))],
    };
  });
  return whole;
}

/** Why an update of a stack failed, if it did. */
export const failures = ({ error }: Outcome, name: StackName): string[] =>
  error ? [`a clean up of ${name} failed: ${error.message}`] : [];

/** What a further up of each stack changes: nothing. */
export async function unchanged(stacks: InvitingStacks["stacks"]): Promise<string[]> {
  const problems: string[] = [];
  for (const name of STACK_NAMES) {
    const { error, changed } = await stacks[name].up();
    const found = error?.message ?? changed.join();
    if (found !== "") problems.push(`a second clean up of ${name} changes: ${found}`);
  }
  return problems;
}
