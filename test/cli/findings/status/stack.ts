import type { Deployed } from "../../../../testing/live/run";
import type { Args } from "../../../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, KEY_ID, MANAGEMENT } from "../../../../testing/live/world";
import { accountOf, answering, redeploy } from "../liveCases";
import type { LiveCase } from "../liveCases";

export const REGION = "us-east-1";

export const ARGS: Args = {
  regions: [REGION],
  organization: { administrator: accountOf(ADMINISTRATOR) },
};

export const members = (more: object): Args => ({
  regions: [REGION],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: more,
  },
  bucket: { account: accountOf(ARCHIVE) },
});

export const ORGANIZATION = members({ autoEnable: "ALL" });

export const KEY = `arn:aws:kms:${REGION}:${ADMINISTRATOR}:key/${KEY_ID}`;

export const SHARED: Args = {
  ...ARGS,
  bucket: { existing: { name: "acme-logs" } },
  key: { existing: { arn: KEY } },
};

/** What is found in any bucket of others that no statement protects. */
export const WITHOUT_TLS: Partial<LiveCase> = { remaining: ["policyFinding"] };

export const STATUS = ["status", "--stack", "prod"];

export const detectorOf = ({ sandbox }: Deployed) =>
  sandbox.world().detectors[`${ADMINISTRATOR}/${REGION}`]!;

export const destinationOf = (stack: Deployed) => Object.values(detectorOf(stack).destinations)[0]!;

export const keyOf = ({ sandbox, keyArn }: Deployed) => sandbox.world().keys[keyArn]!;

export const statementsOf = (holder: { policy: { [member: string]: unknown } | null }) =>
  holder.policy?.["Statement"] as object[];

export const of = (
  id: LiveCase["id"],
  what: string,
  args: Args,
  happens: LiveCase["happens"],
  fix: LiveCase["fix"],
  more: Partial<LiveCase> = {},
): LiveCase => ({ ...{ id, what, args, happens, fix }, command: STATUS, ...more });

/** What a deployment ends. */
export const drift = (
  id: LiveCase["id"],
  what: string,
  args: Args,
  happens: (stack: Deployed) => unknown,
  more: Partial<LiveCase> = {},
): LiveCase => of(id, what, args, happens, (stack) => redeploy(stack, args), more);

/** What AWS answers once, and not again. */
export function once(
  id: LiveCase["id"],
  what: string,
  args: Args,
  operation: string,
  change: Parameters<typeof answering>[2],
): LiveCase {
  let end = () => {};
  return of(
    ...([id, what, args] as const),
    (stack) => void (end = answering(stack, operation, change)),
    () => end(),
  );
}

export const status = (value: string) => (stack: Deployed) =>
  void Object.assign(destinationOf(stack), { status: value });
