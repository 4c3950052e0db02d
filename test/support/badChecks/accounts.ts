import type { ExportSettings } from "../../../rules/args";
import * as preflight from "../../../rules/preflight";
import type { BadCheck, Checked } from "./case";
import { ADMINISTRATOR, DESTINATION, DETECTOR, failing, organization } from "./checked";

const accountOf = (args: Checked["args"]) =>
  (args as { organization: { administrator: { accountId: string } } }).organization.administrator
    .accountId;

const regionsOff = (status?: string) =>
  organization(
    ({ args, aws }) =>
      preflight.regionProblems(
        "administrator",
        (args["regions"] as string[]).filter((region) => region !== aws["removed"]),
        aws["status"] === undefined
          ? []
          : [{ regionName: "me-south-1", regionOptStatus: aws["status"] as string }],
      ),
    { status },
    (aws, fix) =>
      fix.action === "do" && fix.id === "removeRegions"
        ? { ...aws, removed: "me-south-1" }
        : { status: "ENABLED" },
  );

const unchecked = (...[subject]: Parameters<typeof preflight.unchecked>) =>
  failing("AccessDenied", preflight.unchecked(subject));

/** A delegation that is said to exist, where AWS has these; the fix outside the arguments delegates in every Region. */
const delegation = (delegated: { [region: string]: string | undefined }): BadCheck => ({
  args: { organization: { management: { accountId: "999900001111", delegated: true } } },
  aws: delegated,
  find: ({ args, aws }) => {
    const { management } = args["organization"] as { management: { delegated?: boolean } };
    if (!management.delegated) return [];
    const delegations = Object.entries(aws).map(([region, id]) => ({
      region,
      ...(id !== undefined && { delegated: id as string }),
    }));
    return preflight.delegatedProblems(ADMINISTRATOR, delegations);
  },
  done: (aws) => Object.fromEntries(Object.keys(aws).map((region) => [region, ADMINISTRATOR])),
});

/** Credentials, accounts, delegations and Regions. */
export const badAccounts: { [what: string]: BadCheck } = {
  "credentials of another account": organization(
    ({ args, aws }) =>
      preflight.otherAccountProblems("administrator", accountOf(args), aws["caller"] as string),
    { caller: "999900001111" },
    (_aws, fix) => ({ caller: fix.action === "do" && "accountId" in fix.values && ADMINISTRATOR }),
  ),
  "credentials that are rejected": failing("expired", (message) =>
    preflight.credentialsProblem("bucket", "444455556666", message),
  ),
  "credentials of an unknown account that are rejected": failing("expired", (message) =>
    preflight.credentialsProblem("member", undefined, message),
  ),
  "another delegated administrator": organization(
    ({ args }) => preflight.delegationProblems(["444455556666"], accountOf(args)),
    {},
  ),
  "another delegated administrator of a Region": organization(
    ({ args }) =>
      preflight.delegationProblems(["444455556666"], accountOf(args), [
        { region: "us-east-1", delegated: "444455556666" },
      ]),
    {},
  ),
  "another delegated administrator of other Regions": organization(
    ({ args }) =>
      preflight.delegationProblems(["444455556666"], accountOf(args), [{ region: "us-east-1" }]),
    {},
  ),
  "an opt-in Region that is off": regionsOff("DISABLED"),
  "an opt-in Region that is being enabled": regionsOff("ENABLING"),
  "an opt-in Region that AWS does not list": regionsOff(),
  "a management account without an organization": {
    args: { organization: { management: { accountId: ADMINISTRATOR } } },
    aws: {},
    find: ({ args }) => {
      const { management } = (args["organization"] ?? {}) as { management?: object };
      return management === undefined ? [] : [preflight.noOrganizationProblem(ADMINISTRATOR)];
    },
  },
  "scans of members' volumes without trusted access": {
    args: {
      organization: {
        management: { accountId: "999900001111" },
        members: { features: [{ name: "EBS_MALWARE_PROTECTION", autoEnable: "ALL" }] },
      },
    },
    aws: { services: ["guardduty.amazonaws.com"] },
    find: ({ args, aws }) => {
      const { management, members } = args["organization"] as {
        management: { malwareProtectionAccess?: boolean };
        members: ExportSettings["members"];
      };
      if (management.malwareProtectionAccess === true) return [];
      return preflight.trustedAccessProblems(members, aws["services"] as string[]);
    },
  },
  "a stack whose management account changed": {
    args: {},
    aws: { account: "999900001111" },
    find: ({ aws }) => preflight.movedManagementProblems(aws["account"] as string, ADMINISTRATOR),
    done: () => ({ account: ADMINISTRATOR }),
  },
  "a stack whose administrator changed": {
    args: {},
    aws: { account: "999900001111" },
    find: ({ aws }) =>
      preflight.movedAdministratorProblems(
        "organization.administrator",
        ADMINISTRATOR,
        aws["account"] as string,
      ),
    done: (aws, fix) =>
      fix.action === "do" ? { account: (fix.values as { accountId: string }).accountId } : aws,
  },
  "a delegation in no Region": delegation({ "us-east-1": undefined, "me-south-1": undefined }),
  "a delegation in one Region of three": delegation({
    "us-east-1": ADMINISTRATOR,
    "me-south-1": undefined,
    "eu-west-1": "444455556666",
  }),
  ...Object.fromEntries(
    (
      [
        { check: "credentials", account: "bucket" },
        { check: "delegatedAdministrator" },
        { check: "enabledRegions", account: "member" },
        { check: "sameAccount", account: "administrator" },
        { check: "marker", bucket: "acme-logs", key: "guardduty/" },
        { check: "detector", region: "us-east-1", detectorId: DETECTOR },
        { check: "undeclaredDetector", region: "us-east-1" },
        { check: "destination", region: "us-east-1", destinationId: DESTINATION },
        { check: "undeclaredDestination", region: "us-east-1", detectorId: DETECTOR },
        { check: "delegation", region: "us-east-1" },
        { check: "members", region: "us-east-1" },
        { check: "acceptance", region: "us-east-1" },
        { check: "existing", of: "bucket" },
        { check: "existing", of: "key" },
        { check: "newName", of: "bucket" },
        { check: "newName", of: "key" },
        { check: "deletingKeys" },
        { check: "destinationKeys" },
        { check: "notifiedTopic" },
      ] as const
    ).map((subject) => [`a check that AWS does not answer: ${subject.check}`, unchecked(subject)]),
  ),
};
