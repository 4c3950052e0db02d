import { expect } from "chai";

import { runIn } from "../../testing/command";

const ADMINISTRATOR = { accountId: "111122223333" };
const MANAGEMENT = {
  accountId: "999900001111",
  assumeRoleArn: "arn:aws:iam::999900001111:role/delegation",
};

/** The rows of a table of the comment, without its head. */
async function rowsOf(title: string, config: object): Promise<string[]> {
  const lines = Object.entries({ regions: ["us-east-1", "eu-west-1"], ...config }).map(
    ([key, value]) => `  guardduty-export:${key}: ${JSON.stringify(value)}\n`,
  );
  const { out, err } = await runIn({ "Pulumi.prod.yaml": `config:\n${lines.join("")}` }, [
    ...["plan", "--stack", "prod", "--format", "markdown"],
  ]);
  expect(err).to.equal("");
  const [, section = ""] = out.split(`**${title}**\n\n`);
  const table = /^(\|.*\n)+/.exec(section)?.[0] ?? "";
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((row) => row.replace(/ +/g, " "));
}

const organization = (members: object) => ({
  organization: { administrator: ADMINISTRATOR, management: MANAGEMENT, members },
});

const DETECTOR = { detectorId: "12abc34d567e8fa901bc2d34e56789f0" };
const DETECTORS = { "us-east-1": DETECTOR, "eu-west-1": DETECTOR };

const RUNTIME = {
  ...{ name: "RUNTIME_MONITORING", autoEnable: "NEW", excludeRegions: ["eu-west-1"] },
  additionalConfigurations: [
    { name: "EKS_ADDON_MANAGEMENT", autoEnable: "NEW" },
    { name: "ECS_FARGATE_AGENT_MANAGEMENT", autoEnable: "NONE" },
    { name: "EC2_AGENT_MANAGEMENT", autoEnable: "NONE" },
  ],
};

describe("The table of members in a comment of plan", () => {
  const cases: [what: string, config: object, expected: string[]][] = [
    ["is left out without members", {}, []],
    ...(["ALL", "NEW", "NONE"] as const).map((autoEnable): [string, object, string[]] => [
      `says whom auto-enable ${autoEnable} reaches`,
      organization({ autoEnable }),
      [
        `| the organization's accounts | auto-enable ${autoEnable}: ${{ ALL: "every account", NEW: "accounts that join from now on", NONE: "no account" }[autoEnable]} | none |`,
      ],
    ]),
    [
      "has each protection plan of the members, with its Regions and additional configurations",
      organization({
        autoEnable: "ALL",
        features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL", regions: ["us-east-1"] }, RUNTIME],
      }),
      [
        "| the organization's accounts | auto-enable ALL: every account | `S3_DATA_EVENTS` ALL in `us-east-1`<br>`RUNTIME_MONITORING` NEW (`EKS_ADDON_MANAGEMENT` NEW, `ECS_FARGATE_AGENT_MANAGEMENT` NONE and `EC2_AGENT_MANAGEMENT` NONE) in all but `eu-west-1` |",
      ],
    ],
    [
      "says that the stack does not set auto-enable",
      organization({ features: [{ name: "S3_DATA_EVENTS", autoEnable: "NEW" }] }),
      [
        "| the organization's accounts | auto-enable is not set by the stack | `S3_DATA_EVENTS` NEW |",
      ],
    ],
    [
      "says that policies of AWS Organizations enable the accounts",
      organization({ managedBy: "policy" }),
      [
        "| the organization's accounts | enabled by GuardDuty policies of AWS Organizations | none |",
      ],
    ],
    [
      "has each account that is created, invited, imported or excluded",
      {
        existing: DETECTORS,
        ...organization({
          autoEnable: "NEW",
          accounts: [
            { accountId: "222233334444", email: "a@example.com" },
            { accountId: "555566667777", email: "b@example.com", invite: true },
            {
              ...{ accountId: "777788889999", email: "c@example.com", existing: true },
              features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
            },
          ],
          exclude: ["888899990000"],
        }),
      },
      [
        "| the organization's accounts | auto-enable NEW: accounts that join from now on | none |",
        "| `222233334444` | created | none |",
        "| `555566667777` | created, invited | none |",
        "| `777788889999` | an existing member, imported | `S3_DATA_EVENTS` DISABLED |",
        "| `888899990000` | ⚠️ excluded: its findings are not exported | none |",
      ],
    ],
  ];
  for (const [what, config, expected] of cases) {
    it(what, async () => {
      expect(await rowsOf("Members", config)).to.deep.equal(expected);
    });
  }
});

describe("The table of the administrator's protection plans in a comment of plan", () => {
  it("is left out without protection plans", async () => {
    expect(await rowsOf("Protection plans of the administrator", {})).to.deep.equal([]);
  });

  it("has the status and the Regions of each", async () => {
    const features = [
      { name: "S3_DATA_EVENTS" },
      { name: "LAMBDA_NETWORK_LOGS", status: "DISABLED", regions: ["us-east-1"] },
      {
        ...{ name: "RUNTIME_MONITORING", excludeRegions: ["eu-west-1"] },
        additionalConfigurations: [
          { name: "EKS_ADDON_MANAGEMENT" },
          { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
          { name: "EC2_AGENT_MANAGEMENT" },
        ],
      },
    ];
    expect(await rowsOf("Protection plans of the administrator", { features })).to.deep.equal([
      "| `S3_DATA_EVENTS` | ENABLED | all |",
      "| `LAMBDA_NETWORK_LOGS` | DISABLED | `us-east-1` |",
      "| `RUNTIME_MONITORING` | ENABLED (`EKS_ADDON_MANAGEMENT` ENABLED, `ECS_FARGATE_AGENT_MANAGEMENT` DISABLED and `EC2_AGENT_MANAGEMENT` ENABLED) | all but `eu-west-1` |",
    ]);
  });
});
