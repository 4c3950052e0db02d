import { expect } from "chai";
import { NormalizedSchema } from "@smithy/core/schema";
import { MAPS, ODD_MEMBERS } from "../../../sandbox/cloud/guardduty/findingMembers";
import {
  ADMIN,
  type Client,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  OTHER,
  refusal,
} from "../../../testing/worlds";

const CREATE = "guardduty:CreateFilter";
const GET = "guardduty:GetFilter";
const UPDATE = "guardduty:UpdateFilter";
const LIST = "guardduty:ListFilters";
const LOCATION = `${ADMIN}/us-east-1`;
const MEMBER = "222233334444";
const INVALID =
  "BadRequestException: The request is rejected because an invalid or out-of-range value is specified as an input parameter.";

const PROBES = { Criterion: { type: { Equals: ["Recon:EC2/PortProbeUnprotectedPort"] } } };

function filterInput(name: string, more: object = {}): object {
  return { DetectorId: DETECTOR, Name: name, Action: "ARCHIVE", FindingCriteria: PROBES, ...more };
}

async function exporter(world = exportWorld()): Promise<Client> {
  const client = await clientOf(world);
  await client.call("guardduty:CreatePublishingDestination", destinationInput());
  return client;
}

/** The administrator's world with one member, which has a detector and a destination-less export of its own. */
function withMember(): ReturnType<typeof exportWorld> {
  const world = exportWorld();
  const members = { [MEMBER]: { relationshipStatus: "Enabled", email: "a@example.com" } };
  Object.assign(world.detectors![LOCATION]!, { members });
  world.detectors![`${MEMBER}/us-east-1`] = { id: "f".repeat(32) };
  return world;
}

describe("filters", () => {
  it("are made, read, changed, listed by rank and deleted", async () => {
    const client = await clientOf();
    expect(await client.call(CREATE, filterInput("probes", { Tags: { a: "b" } }))).to.deep.equal({
      Name: "probes",
    });
    await client.call(CREATE, filterInput("first", { Rank: 1, Description: "goes (first)" }));
    expect((await client.call(LIST, { DetectorId: DETECTOR }))["FilterNames"]).to.deep.equal([
      "first",
      "probes",
    ]);
    const name = { DetectorId: DETECTOR, FilterName: "probes" };
    expect(await client.call(GET, name)).to.deep.equal({
      Name: "probes",
      Description: "",
      Action: "ARCHIVE",
      Rank: 2,
      FindingCriteria: PROBES,
      Tags: { a: "b" },
    });
    const FindingCriteria = { Criterion: { severity: { GreaterThanOrEqual: 4 } } };
    const change = { ...name, Action: "NOOP", Rank: 1, FindingCriteria };
    expect(await client.call(UPDATE, change)).to.deep.equal({ Name: "probes" });
    expect(await client.call(GET, name)).to.deep.include({
      Action: "NOOP",
      Rank: 1,
      FindingCriteria,
    });
    expect(await client.call(GET, { ...name, FilterName: "first" })).to.include({ Rank: 2 });
    await client.call("guardduty:DeleteFilter", name);
    const gone = "BadRequestException: The request is rejected since no such resource found.";
    for (const operation of [GET, UPDATE, "guardduty:DeleteFilter"]) {
      expect(await refusal(client.call(operation, name))).to.equal(gone);
    }
  });

  it("have NOOP for an action, and take operators by their former names", async () => {
    const client = await clientOf();
    const Criterion = { severity: { Gte: 4, Lt: 7 }, accountId: { Neq: [OTHER] } };
    const FindingCriteria = { Criterion };
    await client.call(CREATE, { DetectorId: DETECTOR, Name: "old", FindingCriteria });
    expect(await client.call(GET, { DetectorId: DETECTOR, FilterName: "old" })).to.deep.include({
      Action: "NOOP",
      FindingCriteria: {
        Criterion: {
          severity: { GreaterThanOrEqual: 4, LessThan: 7 },
          accountId: { NotEquals: [OTHER] },
        },
      },
    });
  });

  const refused: [what: string, input: object][] = [
    ["a name with a space", { Name: "a b c" }],
    ["a name of two letters", { Name: "ab" }],
    ["a description with an asterisk", { Description: "a*" }],
    ["rank 0", { Rank: 0 }],
    ["rank 101", { Rank: 101 }],
    ["no field", { FindingCriteria: { Criterion: {} } }],
    ["no criterion", { FindingCriteria: {} }],
    ["a field that findings do not have", { FindingCriteria: { Criterion: { x: { Eq: ["a"] } } } }],
    [
      "one operator twice, by both names",
      { FindingCriteria: { Criterion: { type: { Eq: ["a"], Equals: ["b"] } } } },
    ],
    [
      "more than five texts with wildcards",
      { FindingCriteria: { Criterion: { type: { Matches: [..."abcdef"] } } } },
    ],
  ];
  for (const [what, input] of refused) {
    it(`are refused with ${what}`, async () => {
      const client = await clientOf();
      expect(await refusal(client.call(CREATE, filterInput("probes", input)))).to.equal(INVALID);
    });
  }

  it("are refused when the name is taken, unless it is the same request once more", async () => {
    const client = await clientOf();
    await client.call(CREATE, filterInput("probes", { ClientToken: "one" }));
    await client.call(CREATE, filterInput("probes", { ClientToken: "one" }));
    const again = client.call(CREATE, filterInput("probes", { ClientToken: "two" }));
    expect(await refusal(again)).to.contain("already exists");
  });

  it("are a hundred at most", async () => {
    const client = await clientOf();
    for (let at = 1; at <= 100; at++) await client.call(CREATE, filterInput(`filter-${at}`));
    expect(await refusal(client.call(CREATE, filterInput("filter-101")))).to.contain("maximum");
  });

  it("may have the name of what every object has", async () => {
    const client = await exporter();
    await client.call(CREATE, filterInput("constructor"));
    await client.call(CREATE, filterInput("__proto__"));
    const { FilterNames } = await client.call(LIST, { DetectorId: DETECTOR });
    expect(FilterNames).to.have.members(["constructor", "__proto__"]);
  });

  it("are the administrator's alone to change", async () => {
    const admin = await clientOf(withMember());
    const member = admin.as(MEMBER);
    const input = filterInput("probes", { DetectorId: "f".repeat(32) });
    expect(await refusal(member.call(CREATE, input))).to.contain("only its administrator account");
  });

  it("have tags of their own", async () => {
    const client = await clientOf();
    await client.call(CREATE, filterInput("probes"));
    const ResourceArn = `arn:aws:guardduty:us-east-1:${ADMIN}:detector/${DETECTOR}/filter/probes`;
    await client.call("guardduty:TagResource", { ResourceArn, Tags: { team: "blue" } });
    expect(await client.call("guardduty:ListTagsForResource", { ResourceArn })).to.deep.equal({
      Tags: { team: "blue" },
    });
  });
});

describe("a suppressed finding", () => {
  const question = (archived: boolean): object => ({
    DetectorId: DETECTOR,
    FindingCriteria: { Criterion: { "service.archived": { Equals: [String(archived)] } } },
  });

  it("is archived, and reaches no destination and no bus", async () => {
    const client = await exporter();
    await client.call(CREATE, filterInput("probes"));
    const [delivery] = await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(delivery?.refusal?.reason).to.equal(
      `The filter probes of ${ADMIN} archives the finding.`,
    );
    const { destinations } = client.cloud.world.detectors[LOCATION]!;
    expect(Object.values(destinations)[0]?.status).to.equal("PUBLISHING");
    const objects = Object.keys(client.cloud.world.buckets["acme-logs"]!.objects);
    expect(objects).to.deep.equal(["AWSLogs/"]);
    const archived = await client.call("guardduty:ListFindings", question(true));
    expect(archived["FindingIds"]).to.have.length(1);
    expect(
      (await client.call("guardduty:ListFindings", question(false)))["FindingIds"],
    ).to.deep.equal([]);
  });

  it("is delivered when the filter does nothing, matches another or is gone", async () => {
    const client = await exporter();
    const deliver = async (): Promise<unknown> =>
      (await client.cloud.exportFinding(ADMIN, "us-east-1"))[0]?.refusal;
    await client.call(CREATE, filterInput("probes", { Action: "NOOP" }));
    expect(await deliver()).to.equal(undefined);
    const other = { Criterion: { type: { Equals: ["Policy:S3/Other"] } } };
    const FilterName = "probes";
    await client.call(UPDATE, {
      ...{ DetectorId: DETECTOR, FilterName, Action: "ARCHIVE", FindingCriteria: other },
    });
    expect(await deliver()).to.equal(undefined);
    const everything = { Criterion: { severity: { GreaterThanOrEqual: 1 } } };
    await client.call(UPDATE, { DetectorId: DETECTOR, FilterName, FindingCriteria: everything });
    expect(await deliver()).not.to.equal(undefined);
    await client.call("guardduty:DeleteFilter", { DetectorId: DETECTOR, FilterName });
    expect(await deliver()).to.equal(undefined);
  });

  it("is one of a member when the administrator's filter matches", async () => {
    const client = await exporter(withMember());
    const Criterion = { accountId: { Equals: [MEMBER] } };
    await client.call(CREATE, filterInput("member", { FindingCriteria: { Criterion } }));
    const [ofMember] = await client.cloud.exportFinding(MEMBER, "us-east-1");
    const [own] = await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect([ofMember?.refusal !== undefined, own?.refusal]).to.deep.equal([true, undefined]);
  });

  it("is not one that is already there, but its next update is", async () => {
    const client = await exporter();
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    await client.call(CREATE, filterInput("probes"));
    const before = await client.call("guardduty:ListFindings", question(false));
    expect(before["FindingIds"]).to.have.length(1);
    const [id] = before["FindingIds"];
    const createdAt = new Date().toISOString();
    const update = { id, createdAt, count: 2 };
    await client.cloud.exportFinding(ADMIN, "us-east-1", { update });
    const after = await client.call("guardduty:ListFindings", question(true));
    expect(after["FindingIds"]).to.deep.equal([id]);
  });
});

describe("findings", () => {
  const ids = async (client: Client, more: object = {}): Promise<string[]> =>
    (await client.call("guardduty:ListFindings", { DetectorId: DETECTOR, ...more }))["FindingIds"];

  it("are listed with those of members, sorted, in pages, and not for others", async () => {
    const client = await clientOf(withMember());
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    await client.cloud.exportFinding(MEMBER, "us-east-1");
    const SortCriteria = { AttributeName: "accountId", OrderBy: "DESC" };
    const all = await ids(client, { SortCriteria });
    const found = await client.call("guardduty:GetFindings", {
      ...{ DetectorId: DETECTOR, FindingIds: all, SortCriteria },
    });
    const accounts = found["Findings"].map((one: { AccountId: string }) => one.AccountId);
    expect(accounts).to.deep.equal([MEMBER, ADMIN]);
    const [first] = await ids(client, { SortCriteria, MaxResults: 1 });
    expect(first).to.equal(all[0]);
    const member = client.as(MEMBER);
    const own = await member.call("guardduty:ListFindings", { DetectorId: "f".repeat(32) });
    expect(own["FindingIds"]).to.deep.equal([all[0]]);
  });

  it("take no wildcards when they are listed", async () => {
    const client = await clientOf();
    const FindingCriteria = { Criterion: { type: { Matches: ["*"] } } };
    expect(await refusal(ids(client, { FindingCriteria }))).to.equal(INVALID);
  });

  it("stay archived when they happen again, until they are unarchived", async () => {
    const client = await exporter();
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    const FindingIds = await ids(client);
    const finding = { DetectorId: DETECTOR, FindingIds };
    const [id = ""] = FindingIds;
    const update = { id, createdAt: new Date().toISOString(), count: 2 };
    const again = async (): Promise<unknown> =>
      (await client.cloud.exportFinding(ADMIN, "us-east-1", { update }))[0]?.refusal?.reason;
    await client.call("guardduty:ArchiveFindings", finding);
    expect(await again()).to.equal(`The finding ${id} is archived.`);
    await client.call("guardduty:UnarchiveFindings", finding);
    expect(await again()).to.equal(undefined);
  });

  it("are archived by the administrator alone, and only those that there are", async () => {
    const client = await clientOf(withMember());
    await client.cloud.exportFinding(MEMBER, "us-east-1");
    const FindingIds = await ids(client);
    const own = { DetectorId: "f".repeat(32), FindingIds };
    const byMember = client.as(MEMBER).call("guardduty:ArchiveFindings", own);
    expect(await refusal(byMember)).to.contain("only its administrator account");
    const others = { DetectorId: DETECTOR, FindingIds: ["none"] };
    expect(await refusal(client.call("guardduty:ArchiveFindings", others))).to.equal(INVALID);
  });

  it("are kept for 90 days after their last update", async () => {
    const client = await clientOf();
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    await client.cloud.advanceClock(89 * 86_400_000);
    expect(await ids(client)).to.have.length(1);
    await client.cloud.advanceClock(86_400_000);
    expect(await ids(client)).to.deep.equal([]);
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(Object.keys(client.cloud.world.detectors[LOCATION]!.findings)).to.have.length(1);
  });

  it("are counted by severity, account, type and day", async () => {
    const client = await clientOf(withMember());
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    await client.cloud.exportFinding(MEMBER, "us-east-1", { type: "Object:S3/MaliciousFile" });
    const statistics = async (input: object) =>
      (await client.call("guardduty:GetFindingsStatistics", { DetectorId: DETECTOR, ...input }))[
        "FindingStatistics"
      ];
    expect(await statistics({ FindingStatisticTypes: ["COUNT_BY_SEVERITY"] })).to.deep.equal({
      CountBySeverity: { "2.0": 2, "8.0": 1 },
    });
    const { GroupedByAccount } = await statistics({ GroupBy: "ACCOUNT" });
    expect(
      GroupedByAccount.map((one: { AccountId: string; TotalFindings: number }) => [
        one.AccountId,
        one.TotalFindings,
      ]),
    ).to.deep.equal([
      [ADMIN, 2],
      [MEMBER, 1],
    ]);
    const { GroupedByFindingType } = await statistics({ GroupBy: "FINDING_TYPE", OrderBy: "ASC" });
    expect(GroupedByFindingType[0]).to.include({ FindingType: "Object:S3/MaliciousFile" });
    const { GroupedByDate } = await statistics({ GroupBy: "DATE" });
    expect(GroupedByDate[0]).to.include({ TotalFindings: 3 });
    expect(await refusal(statistics({}))).to.equal(INVALID);
    expect(await refusal(statistics({ GroupBy: "RESOURCE" }))).to.equal(
      "NotImplemented: The sandbox does not group findings by RESOURCE.",
    );
  });

  it("have the members that the AWS SDK reads, for every one that is named otherwise", async () => {
    const { Finding$ } = await import("@aws-sdk/client-guardduty");
    const odd = new Set<string>();
    const maps = new Set<string>();
    const walk = (schema: NormalizedSchema, at: string, visited: string[]): void => {
      if (schema.isListSchema()) return walk(schema.getValueSchema(), at, visited);
      if (schema.isMapSchema()) maps.add(at);
      if (!schema.isStructSchema()) return;
      const name = String(schema.getName());
      if (visited.includes(name)) return;
      for (const [member, inner] of schema.structIterator()) {
        const { jsonName = member } = inner.getMergedTraits();
        const capital = jsonName.charAt(0).toUpperCase() + jsonName.slice(1);
        if (capital !== member) odd.add(`${at}.${jsonName} ${member}`);
        walk(inner, jsonName, [...visited, name]);
      }
    };
    walk(NormalizedSchema.of(Finding$), "", []);
    const ours = Object.entries(ODD_MEMBERS).map(([property, member]) => `${property} ${member}`);
    expect([...odd].sort()).to.deep.equal(ours.sort());
    expect([...maps].sort()).to.deep.equal([...MAPS].sort());
  });
});
