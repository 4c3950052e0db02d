import { expect } from "chai";

import type { ThreatListsArgs } from "../../components/lists/args";
import { ThreatLists } from "../../components/lists/threatLists";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { AwsError } from "../../sandbox/cloud";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";

const REGIONS = ["us-east-1", "eu-west-1", "me-south-1"];
const BAD = { kind: "ThreatIntelSet", entries: ["198.51.100.7", "203.0.113.0/24"] } as const;

const PARTNERS = { kind: "TrustedEntitySet", entries: ["partner.example.com"] };

const program =
  (lists: object, more: object = {}) =>
  async () => {
    const { detectorIds } = new GuardDutyExport("findings", { regions: REGIONS });
    const args = { regions: REGIONS, detectorIds, lists, ...more } as ThreatListsArgs;
    const { listArns } = new ThreatLists("lists", args);
    return { listArns, detectorIds };
  };

const setsOwner = (operation: string, input: object) =>
  /:Update(IP|ThreatIntel)Set$/.test(operation) && "ExpectedBucketOwner" in input;

describe("Threat lists, on the real engine", () => {
  let stack: CloudStack;
  let ownerCalls: string[];
  let refused = false;

  beforeEach(async () => {
    ownerCalls = [];
    refused = false;
    stack = await openCloudStack(exampleWorld(), (cloud) => ({
      async call(caller, operation, input) {
        if (setsOwner(operation, input)) {
          ownerCalls.push(operation);
          if (refused) throw new AwsError("AccessDeniedException", "not today", 403);
        }
        return cloud.call(caller, operation, input);
      },
    }));
  });
  afterEach(() => stack.close());

  const detector = (region: string) => stack.cloud.world.detectors[`${ACCOUNT}/${region}`]!;
  const lists = (region: string) =>
    Object.values(detector(region).lists).filter(({ status }) => status !== "DELETED");
  const states = () =>
    REGIONS.map((region) =>
      lists(region).map(({ name, status, entries }) => ({ name, status, entries })),
    );
  const owners = () =>
    REGIONS.map((region) => lists(region).map(({ expectedBucketOwner }) => expectedBucketOwner));
  const buckets = () => Object.keys(stack.cloud.world.buckets).filter((one) => /^lists-/.test(one));

  it("are active in each Region, and a changed entry is one update in each", async () => {
    const up = await stack.up(program({ bad: BAD }));
    expect(up.error?.message).to.equal(undefined);
    const active = { name: "bad", status: "ACTIVE" };
    expect(states()).to.deep.equal(REGIONS.map(() => [{ ...active, entries: [...BAD.entries] }]));
    expect((await stack.up(program({ bad: BAD }))).changed).to.deep.equal([]);
    expect((await stack.refresh()).changed).to.deep.equal([]);

    const entries = ["198.51.100.7", "198.51.100.8"];
    const changed = await stack.up(program({ bad: { ...BAD, entries } }));
    expect(changed.error?.message).to.equal(undefined);
    const { update, replace, create } = changed.changes as { [operation: string]: number };
    expect([update, replace, create]).to.deep.equal([REGIONS.length, 1, undefined]);
    expect(states()).to.deep.equal(REGIONS.map(() => [{ ...active, entries }]));
    const files = buckets().flatMap((name) =>
      Object.keys(stack.cloud.world.buckets[name]!.objects),
    );
    expect(files).to.have.length(1);

    const gone = await stack.up(program({}));
    expect(gone.error?.message).to.equal(undefined);
    expect([states().flat(), buckets()]).to.deep.equal([[], []]);
  });

  it("are one resource for each name and Region, with a file each and four for the bucket", async () => {
    const none = await stack.up(program({}));
    const trusted = { kind: "IPSet", entries: ["198.51.100.9"] };
    const some = await stack.up(program({ bad: BAD, trusted }));
    expect([none.error, some.error]).to.deep.equal([undefined, undefined]);
    expect(some.changes["create"]).to.equal(2 * REGIONS.length + 2 + 4);
  });

  it("are adopted with their file, then read the entries of the program, and stay when they are removed or detached", async () => {
    const first = await stack.up(program({}));
    const ids = first.outputs["detectorIds"] as { [region: string]: string };
    const list = await stack.up(program({ bad: { ...BAD, regions: ["eu-west-1"], detach: true } }));
    expect(list.error?.message).to.equal(undefined);
    const { bad } = list.outputs["listArns"] as { bad: { [region: string]: string } };
    const listId = bad["eu-west-1"]!.split("/").at(-1)!;
    const { location } = lists("eu-west-1")[0]!;
    expect((await stack.up(program({}))).error?.message).to.equal(undefined);
    expect(states()).to.deep.equal([
      ...[[], [{ name: "bad", status: "ACTIVE", entries: [...BAD.entries] }], []],
    ]);
    expect(buckets()).to.have.length(1);

    const existing = { detectorId: ids["eu-west-1"]!, listId };
    const entries = ["198.51.100.8"];
    const adopting = (more: object) =>
      program({ bad: { ...BAD, entries, existing: { "eu-west-1": { ...existing, ...more } } } });
    const wrong = await stack.preview(adopting({ detectorId: ids["us-east-1"]! }));
    expect(wrong.error?.message).to.contain(
      `lists.bad.existing["eu-west-1"].detectorId: is ${ids["us-east-1"]!}; the account's detector in eu-west-1 is ${ids["eu-west-1"]!}. Fix: set `,
    );
    expect(wrong.error?.message).to.not.contain("does not exist");
    const adopted = await stack.up(adopting({ location }));
    expect(adopted.error?.message).to.equal(undefined);
    expect(adopted.changes["import"]).to.equal(1);
    expect(lists("eu-west-1").map((one) => one.entries)).to.deep.equal([[...BAD.entries]]);
    const moved = await stack.up(adopting({}));
    expect(moved.error?.message).to.equal(undefined);
    expect(moved.changes["update"]).to.equal(1);
    expect(lists("eu-west-1").map((one) => one.entries)).to.deep.equal([entries]);

    expect((await stack.up(program({}))).error?.message).to.equal(undefined);
    expect(states().map((all) => all.length)).to.deep.equal([0, 1, 0]);
    expect(buckets()).to.have.length(2);
  });

  it("have GuardDuty verify the account of their bucket, set once after they are created, and again where it is gone", async () => {
    const trusted = { kind: "IPSet", entries: ["198.51.100.9"] };
    const preview = await stack.preview(program({ bad: BAD, trusted }));
    expect(preview.error).to.equal(undefined);
    expect(ownerCalls).to.deep.equal([]);
    const up = await stack.up(program({ bad: BAD, trusted }));
    expect(up.error?.message).to.equal(undefined);
    expect(owners()).to.deep.equal(REGIONS.map(() => [ACCOUNT, ACCOUNT]));
    expect(
      states()
        .flat()
        .map(({ status }) => status),
    ).to.deep.equal(REGIONS.flatMap(() => ["ACTIVE", "ACTIVE"]));
    expect(ownerCalls).to.have.length(2 * REGIONS.length);
    expect((await stack.up(program({ bad: BAD, trusted }))).changed).to.deep.equal([]);
    const entries = ["198.51.100.8"];
    await stack.up(program({ bad: { ...BAD, entries }, trusted }));
    expect(ownerCalls).to.have.length(2 * REGIONS.length);

    for (const region of REGIONS) {
      for (const list of lists(region)) delete list.expectedBucketOwner;
    }
    // One list is updated, and the other is as an earlier deployment left it that was ended before it set the owner.
    await stack.up(program({ bad: BAD, trusted }));
    expect(ownerCalls).to.have.length(4 * REGIONS.length);
    expect(owners()).to.deep.equal(REGIONS.map(() => [ACCOUNT, ACCOUNT]));
  });

  it("have it set on a list that is imported with the program's file, and left alone on one that keeps its own", async () => {
    const detached = { ...BAD, regions: ["eu-west-1"], detach: true };
    const made = await stack.up(program({ bad: detached }));
    expect(made.error?.message).to.equal(undefined);
    const { bad } = made.outputs["listArns"] as { bad: { [region: string]: string } };
    const ids = made.outputs["detectorIds"] as { [region: string]: string };
    const listId = bad["eu-west-1"]!.split("/").at(-1)!;
    const [list] = lists("eu-west-1");
    expect((await stack.up(program({}))).error?.message).to.equal(undefined);
    delete list!.expectedBucketOwner;
    const existing = { detectorId: ids["eu-west-1"]!, listId, location: list!.location };
    const adopting = { ...BAD, regions: ["eu-west-1"], existing: { "eu-west-1": existing } };
    const adopted = await stack.up(program({ bad: adopting }));
    expect(adopted.error?.message).to.equal(undefined);
    expect(adopted.changes["import"]).to.equal(1);
    expect(lists("eu-west-1").map((one) => one.expectedBucketOwner)).to.deep.equal([undefined]);
    const own = { "eu-west-1": { detectorId: ids["eu-west-1"]!, listId } };
    expect((await stack.up(program({ bad: { ...adopting, existing: own } }))).error).to.equal(
      undefined,
    );
    expect(lists("eu-west-1").map((one) => one.expectedBucketOwner)).to.deep.equal([ACCOUNT]);
  });

  it("fail the deployment where the account's credentials cannot set it, and warn with the command where they are not given", async () => {
    refused = true;
    const bad = { ...BAD, regions: ["us-east-1"] };
    const warned = await stack.up(program({ bad }));
    expect(warned.error?.message).to.equal(undefined);
    const [listId] = Object.keys(detector("us-east-1").lists);
    const command = `aws guardduty update-threat-intel-set --threat-intel-set-id ${listId} --detector-id ${detector("us-east-1").id} --region us-east-1 --expected-bucket-owner ${ACCOUNT}`;
    expect(warned.diagnostics).to.have.length(1);
    expect(warned.diagnostics[0]).to.match(/^warning: .*AccessDeniedException: not today/);
    expect(warned.diagnostics[0]).to.contain(command);
    const entries = ["198.51.100.8"];
    const account = { accountId: ACCOUNT };
    const { error } = await stack.up(program({ bad: { ...bad, entries } }, { account }));
    expect(error?.message).to.contain("could not set its expected bucket owner");
    expect(error?.message).to.contain(command);
  });

  it("of entities are active in each Region by Cloud Control, and a changed line is one update in each", async () => {
    const entities = (entries: string[]) =>
      program({ domains: { kind: "ThreatEntitySet", entries }, partners: PARTNERS });
    const first = await stack.up(entities(["bad.example.com", "198.51.100.7"]));
    expect(first.error?.message).to.equal(undefined);
    const domains = (region: string) => lists(region).find(({ name }) => name === "domains")!;
    for (const region of REGIONS) {
      const { status, expectedBucketOwner } = domains(region);
      expect([status, expectedBucketOwner]).to.deep.equal(["ACTIVE", ACCOUNT]);
    }
    expect((await stack.up(entities(["bad.example.com", "198.51.100.7"]))).changed).to.deep.equal(
      [],
    );
    expect((await stack.refresh()).changed).to.deep.equal([]);

    const changed = await stack.up(entities(["bad.example.com", "worse.example.com"]));
    expect(changed.error?.message).to.equal(undefined);
    const { update, replace, create } = changed.changes as { [operation: string]: number };
    expect([update, replace, create]).to.deep.equal([REGIONS.length, 1, undefined]);
    expect(REGIONS.map((region) => domains(region).entries)).to.deep.equal(
      REGIONS.map(() => ["bad.example.com", "worse.example.com"]),
    );

    expect((await stack.up(program({}))).error?.message).to.equal(undefined);
    expect([states().flat(), buckets()]).to.deep.equal([[], []]);
  });

  it("of entities are adopted by their id, and stay when they are removed or detached", async () => {
    const domains = { kind: "TrustedEntitySet", entries: ["partner.example.com"] };
    const detached = { ...domains, regions: ["eu-west-1"], detach: true };
    const made = await stack.up(program({ domains: detached }));
    expect(made.error?.message).to.equal(undefined);
    const { domains: arns } = made.outputs["listArns"] as { domains: { [region: string]: string } };
    const ids = made.outputs["detectorIds"] as { [region: string]: string };
    expect(arns["eu-west-1"]).to.contain(`detector/${ids["eu-west-1"]}/trustedentityset/`);
    const listId = arns["eu-west-1"]!.split("/").at(-1)!;
    const { location } = lists("eu-west-1")[0]!;
    expect((await stack.up(program({}))).error?.message).to.equal(undefined);

    const existing = { "eu-west-1": { detectorId: ids["eu-west-1"]!, listId, location } };
    const adopting = { ...domains, regions: ["eu-west-1"], existing };
    const adopted = await stack.up(program({ domains: adopting }));
    expect(adopted.error?.message).to.equal(undefined);
    expect(adopted.changes["import"]).to.equal(1);
    expect((await stack.up(program({}))).error?.message).to.equal(undefined);
    expect(lists("eu-west-1").map(({ status }) => status)).to.deep.equal(["ACTIVE"]);
  });
});
