import * as pulumi from "@pulumi/pulumi";

import type { MemberDetectorsArgs } from "../components/members/args";
import { MemberDetectors } from "../components/members/memberDetectors";
import { checkedBefore } from "../components/shared/checkedBefore";
import { readMemberArgs } from "../rules/args";
import { problem, setLike } from "../rules/problems";
import { checkMember } from "./checks";
import { configError } from "./config";
import type { StackConfig } from "./stackConfig";
import { configProblems } from "./stackConfig";

/** The stack of a member account: its detectors, in the administrator's Regions unless it names its own. */
export async function member({ name, administratorStack, args }: StackConfig) {
  const complete = { ...(await administratorOutputs(administratorStack)), ...args };
  const { settings, problems } = readMemberArgs(complete);
  const all =
    settings === undefined ? configProblems("member", problems) : await checkMember(settings);
  if (settings === undefined || all.length > 0) throw configError(all);
  const checked = checkedBefore(complete) as unknown as MemberDetectorsArgs;
  const { detectorIds } = new MemberDetectors(name, checked);
  return { regions: settings.regions, detectorIds };
}

/** Regions and account id of the administrator's stack; nothing when none is named. */
async function administratorOutputs(stack: string | undefined) {
  if (stack === undefined) return {};
  const reference = new pulumi.StackReference(stack);
  const [regions, accountId] = await Promise.all(
    ["regions", "administratorAccountId"].map((output) => reference.getOutputDetails(output)),
  );
  if (regions?.value === undefined || accountId?.value === undefined) {
    const path = "administratorStack";
    const fix = setLike(path, "acme/guardduty-export/prod");
    throw configError([problem("administratorOutputs", path, fix, { stack })]);
  }
  return {
    regions: regions.value as string[],
    administratorAccountId: accountId.value as string,
  };
}
