import * as aws from "@pulumi/aws";
import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../../components/export/args";
import { EXPORTS, recordExport } from "../../../testing/exports";
import type { RecordedResource, Recording, RecordOptions } from "../../../testing/recorder";
import { UNKNOWN } from "../../../testing/recorder";
import { afterColon } from "../../../rules/tokens";

const ADMINISTRATOR = "111122223333";
const MANAGEMENT = "999900001111";
const MEMBER = "222233334444";
const CALLER = "aws:index/getCallerIdentity:getCallerIdentity";
const DELEGATED = "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators";
const STATUSES = "aws:account/getRegions:getRegions";

const type = (name: string) =>
  `aws:guardduty/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const detector = (region: string) => `${type("Detector")}::findings-detector-${region}`;
const args = EXPORTS["organization"]!;

/** Answers of AWS to what is read before anything is made. */
const answers = (delegated: string[] = [], statuses: { [region: string]: string } = {}) => ({
  call: ({ token }: { token: string }) => {
    if (token === DELEGATED) return { delegatedAdministrators: delegated.map((id) => ({ id })) };
    if (token !== STATUSES) return undefined;
    return {
      regions: Object.entries(statuses).map(([regionName, regionOptStatus]) => ({
        regionName,
        regionOptStatus,
      })),
    };
  },
});
const recordOrganization = (
  changes: Partial<GuardDutyExportArgs> = {},
  options: RecordOptions = {},
) => recordExport({ ...args, ...changes }, { mocks: answers(), ...options });

const reasonOf = ({ message }: Error) => message;

/** All that the engine was given for a resource. */
function registeredAs({ find }: Recording, name: string, of: string): object {
  const { parent, provider, dependsOn, inputs, ignoreChanges, retainOnDelete }: RecordedResource =
    find(type(of), name);
  return { parent: parent?.name, provider, dependsOn, inputs, ignoreChanges, retainOnDelete };
}

describe("The organization's resources", () => {
  for (const preview of [false, true]) {
    for (const region of ["us-east-1", "me-south-1"]) {
      describe(`in ${region}${preview ? ", previewed" : ""}`, () => {
        let recording: Recording;
        let detectorId: string;
        const delegation = `${type("OrganizationAdminAccount")}::findings-delegation-${region}`;
        const members = `${type("OrganizationConfiguration")}::findings-members-${region}`;
        const feature = `${type("OrganizationConfigurationFeature")}::findings-members-feature-S3_DATA_EVENTS-${region}`;
        const plain = { parent: "findings", ignoreChanges: [], retainOnDelete: false };
        const byAdministrator = { ...plain, provider: `findings-administrator-${region}` };

        before(async () => {
          recording = await recordOrganization({}, { preview });
          detectorId = preview
            ? UNKNOWN
            : (recording.components[0]?.outputs.detectorIds[region] as string);
        });

        it("give the management account a detector that stays", () => {
          expect(
            registeredAs(recording, `findings-management-detector-${region}`, "Detector"),
          ).to.deep.equal({
            ...plain,
            provider: `findings-management-${region}`,
            dependsOn: [],
            inputs: { region, enable: true },
            retainOnDelete: true,
          });
        });

        it("delegate by the management account, after both detectors", () => {
          expect(
            registeredAs(recording, `findings-delegation-${region}`, "OrganizationAdminAccount"),
          ).to.deep.equal({
            ...plain,
            provider: `findings-management-${region}`,
            dependsOn: [
              detector(region),
              `${type("Detector")}::findings-management-detector-${region}`,
            ],
            inputs: { region, adminAccountId: ADMINISTRATOR },
          });
        });

        it("set auto-enable once the administrator is delegated", () => {
          expect(
            registeredAs(recording, `findings-members-${region}`, "OrganizationConfiguration"),
          ).to.deep.equal({
            ...byAdministrator,
            dependsOn: [detector(region), delegation],
            inputs: { region, detectorId, autoEnableOrganizationMembers: "ALL" },
          });
        });

        it("set the members' protection plans after auto-enable, which the provider resends with each", () => {
          expect(
            registeredAs(
              recording,
              `findings-members-feature-S3_DATA_EVENTS-${region}`,
              "OrganizationConfigurationFeature",
            ),
          ).to.deep.equal({
            ...byAdministrator,
            dependsOn: [detector(region), members],
            inputs: { region, detectorId, name: "S3_DATA_EVENTS", autoEnable: "ALL" },
            ignoreChanges: ["additionalConfigurations"],
          });
        });

        it("make members after their protection plans, and overlook another address or invitation", () => {
          expect(
            registeredAs(recording, `findings-member-${MEMBER}-${region}`, "Member"),
          ).to.deep.equal({
            ...byAdministrator,
            dependsOn: [detector(region), members, feature],
            inputs: { region, detectorId, accountId: MEMBER, email: "member@example.com" },
            ignoreChanges: ["email", "invite"],
          });
        });

        it("set the protection plans of one member once it is one, in the Regions that they are for", () => {
          const name = `findings-member-${MEMBER}-feature-RDS_LOGIN_EVENTS-${region}`;
          const made = recording
            .all(type("MemberDetectorFeature"))
            .some((one) => one.name === name);
          expect(made).to.equal(region === "us-east-1");
          if (!made) return;
          expect(registeredAs(recording, name, "MemberDetectorFeature")).to.deep.equal({
            ...byAdministrator,
            dependsOn: [detector(region), `${type("Member")}::findings-member-${MEMBER}-${region}`],
            inputs: {
              ...{ region, detectorId, accountId: MEMBER },
              ...{ name: "RDS_LOGIN_EVENTS", status: "DISABLED" },
            },
            ignoreChanges: ["additionalConfigurations"],
          });
        });

        it("set the administrator's own protection plans", () => {
          expect(
            registeredAs(recording, `findings-feature-S3_DATA_EVENTS-${region}`, "DetectorFeature"),
          ).to.deep.equal({
            ...byAdministrator,
            dependsOn: [detector(region)],
            inputs: { region, detectorId, name: "S3_DATA_EVENTS", status: "ENABLED" },
            ignoreChanges: ["additionalConfigurations"],
          });
        });

        it("keep the administrator's detector when the stack goes", () => {
          expect(registeredAs(recording, `findings-detector-${region}`, "Detector")).to.deep.equal({
            ...byAdministrator,
            dependsOn: [],
            inputs: { region, enable: true, findingPublishingFrequency: "SIX_HOURS" },
            retainOnDelete: true,
          });
        });
      });
    }
  }

  it("invite accounts outside the organization", async () => {
    const account = { accountId: MEMBER, email: "member@example.com", invite: true };
    const { find, resources } = await recordExport({
      regions: ["us-east-1"],
      organization: { members: { accounts: [account] } },
    });
    const { inputs } = find(type("Member"));
    expect(inputs).to.deep.include(account);
    expect(resources.filter(({ type: of }) => /Organization/.test(of))).to.deep.equal([]);
  });

  it("hand all configurations of a protection plan on, and heed changes of them", async () => {
    const configurations = <T extends object>(setting: T) =>
      (
        ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] as const
      ).map((name) => ({ name, ...setting }));
    const { find } = await recordOrganization({
      regions: ["us-east-1"],
      features: [{ name: "RUNTIME_MONITORING", additionalConfigurations: configurations({}) }],
      organization: {
        ...args.organization,
        members: {
          features: [
            {
              name: "RUNTIME_MONITORING",
              autoEnable: "NEW",
              additionalConfigurations: configurations({ autoEnable: "ALL" as const }),
            },
          ],
        },
      },
    });
    for (const [of, setting] of [
      ["DetectorFeature", { status: "ENABLED" }],
      ["OrganizationConfigurationFeature", { autoEnable: "ALL" }],
    ] as const) {
      const { inputs, ignoreChanges } = find(type(of));
      expect(inputs.additionalConfigurations).to.deep.equal(configurations(setting));
      expect(ignoreChanges).to.deep.equal([]);
    }
  });

  it("are the same in mode perAccount, by one provider for each account", async () => {
    const perRegion = await recordOrganization();
    const perAccount = await recordOrganization({ providerMode: "perAccount" });
    const inputs = ({ resources }: Recording) =>
      resources
        .filter((one) => one.type.startsWith("aws:"))
        .map(({ name, inputs, dependsOn }) => ({ name, inputs, dependsOn }));
    expect(inputs(perAccount)).to.deep.equal(inputs(perRegion));
    const accounts = ["administrator", "bucket", "key", "management"];
    expect(
      perAccount.all("pulumi:providers:aws").map(({ name, inputs }) => [name, inputs.region]),
    ).to.deep.equal(accounts.map((account) => [`findings-${account}`, "us-east-1"]));
  });
});

describe("Before an organization's resources, the export reads", () => {
  it("whose the credentials are, once for each account, and who is delegated administrator", async () => {
    const { calls } = await recordOrganization();
    const read = calls.map(({ token, provider }) => [afterColon(token), provider]);
    expect(read).to.have.deep.members([
      ["getCallerIdentity", "findings-administrator-us-east-1"],
      ["getCallerIdentity", "findings-management-us-east-1"],
      ["getCallerIdentity", "findings-bucket-us-east-1"],
      ["getCallerIdentity", "findings-key-us-east-1"],
      ["getDelegatedAdministrators", "findings-management-us-east-1"],
    ]);
  });

  it("nothing for a single account whose providers it makes, but for its id where that is not given", async () => {
    const regions = ["us-east-1", "eu-west-1"];
    const { calls } = await recordExport({ regions });
    expect(calls.map(({ token }) => afterColon(token))).to.deep.equal(["getCallerIdentity"]);
    const administrator = { accountId: ADMINISTRATOR };
    const given = await recordExport({ regions, organization: { administrator } });
    expect(given.calls).to.deep.equal([]);
  });

  const REFUSED: [what: string, mocks: object, changes: object, expected: string][] = [
    [
      "another account is the delegated administrator",
      answers([MEMBER]),
      {},
      `organization.administrator.accountId: is ${ADMINISTRATOR}; GuardDuty's delegated administrator is already account ${MEMBER}, and AWS allows one for all Regions. Fix: set organization.administrator.accountId to "${MEMBER}"`,
    ],
    [
      "the credentials of an account are another's",
      {
        call: ({ token, provider }: { token: string; provider?: string }) =>
          token === CALLER && provider?.includes("management")
            ? { accountId: MEMBER }
            : answers().call({ token }),
      },
      {},
      `organization.management.accountId: is ${MANAGEMENT}; the credentials belong to account ${MEMBER}. Fix: use credentials of account ${MANAGEMENT}`,
    ],
    [
      "an opt-in Region is off, in each account where it is",
      answers([ADMINISTRATOR], { "us-east-1": "ENABLED_BY_DEFAULT", "me-south-1": "DISABLED" }),
      { preflight: true },
      ["administrator", "management"]
        .map(
          (account) =>
            `regions: the ${account} account has not enabled the opt-in Region me-south-1 (DISABLED). Fix: enable me-south-1 in that account (aws account enable-region --region-name me-south-1)`,
        )
        .join("\n"),
    ],
  ];
  for (const [what, mocks, changes, expected] of REFUSED) {
    it(`and registers nothing but providers when ${what}`, async () => {
      const { errors, resources } = await recordOrganization(changes, { mocks, keepErrors: true });
      expect(errors.map(reasonOf)).to.deep.equal([expected]);
      expect(new Set(resources.map((resource) => resource.type))).to.deep.equal(
        new Set(["pulumi:providers:aws"]),
      );
    });
  }

  it("the account of a provider that the program passes in", async () => {
    const { errors, resources } = await recordExport(
      { regions: ["us-east-1"], organization: { administrator: { accountId: MEMBER } } },
      { keepErrors: true },
      () => ({ provider: new aws.Provider("mine", { region: "us-east-1" }) }),
    );
    expect(errors.map(reasonOf)).to.deep.equal([
      `organization.administrator.accountId: is ${MEMBER}; the credentials belong to account ${ADMINISTRATOR}. Fix: use credentials of account ${MEMBER}`,
    ]);
    expect(resources.map(({ name }) => name)).to.deep.equal(["mine"]);
  });

  it("and reports what it could not check, and continues", async () => {
    const { logs, all } = await recordExport(
      { ...args, preflight: true },
      {
        mocks: {
          call({ token }) {
            if (token === CALLER) return undefined;
            throw new Error("AccessDenied");
          },
        },
      },
    );
    const what: [subject: string, action: string][] = [
      [
        "whether another account is GuardDuty's delegated administrator",
        "organizations:ListDelegatedAdministrators",
      ],
      ...["administrator", "management", "bucket", "key"].map((account): [string, string] => [
        `whether the ${account} account has enabled its Regions`,
        "account:ListRegions",
      ]),
    ];
    const unchecked = logs.filter(({ message }) => message.startsWith("could not check "));
    expect(unchecked).to.have.deep.members(
      what.map(([subject, action]) => ({
        severity: "warning",
        message: `could not check ${subject}: AccessDenied. Fix: allow ${action} for the deploying identity`,
      })),
    );
    expect(all(type("PublishingDestination"))).to.have.length(2);
  });
});
