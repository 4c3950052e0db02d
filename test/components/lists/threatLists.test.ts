import { expect } from "chai";

import type { ThreatListsArgs } from "../../../components/lists/args";
import { ThreatLists } from "../../../components/lists/threatLists";
import { planLists, readListsArgs } from "../../../rules/lists";
import type { RecordOptions } from "../../../testing/recorder";
import { record } from "../../../testing/recorder";

const IDS = { "us-east-1": "a".repeat(32), "eu-west-1": "b".repeat(32) };
const REGIONS = Object.keys(IDS);
const ROLE = "arn:aws:iam::111122223333:role/deploy";
const BAD = { kind: "ThreatIntelSet", entries: ["198.51.100.7", "203.0.113.0/24"] };
const argsOf = (lists: object) =>
  ({ regions: REGIONS, homeRegion: "eu-west-1", detectorIds: IDS, lists }) as ThreatListsArgs;

const recorded = (lists: object, options?: RecordOptions) =>
  record(() => {
    const { listArns } = new ThreatLists("lists", argsOf(lists));
    return { listArns };
  }, options);

describe("ThreatLists", () => {
  it("registers a bucket, a file of each list, and a list in each Region, as planned", async () => {
    const lists = {
      bad: BAD,
      trusted: { kind: "IPSet", entries: ["198.51.100.9"], regions: ["us-east-1"] },
    };
    const { resources, outputs } = await recorded(lists);
    const { resources: planned } = planLists("lists", readListsArgs(argsOf(lists)).settings!);
    const made = resources.map(({ type, name }) => ({ type, name }));
    expect(made.filter(({ type }) => type.startsWith("aws:"))).to.have.deep.members(planned);
    expect(planned).to.have.length(4 + 2 + 3);
    expect(Object.keys(outputs["listArns"] as object)).to.deep.equal(["bad", "trusted"]);
  });

  it("gives every Region the one file in the home Region, whose key follows its entries", async () => {
    const { find } = await recorded({ bad: BAD });
    const { inputs: file } = find("aws:s3/bucketObjectv2:BucketObjectv2", "lists-bad-file");
    const { region, key, content } = file as { [name: string]: string };
    expect([region, content]).to.deep.equal(["eu-west-1", "198.51.100.7\n203.0.113.0/24\n"]);
    for (const region of REGIONS) {
      const { inputs, parent } = find(
        "aws:guardduty/threatIntelSet:ThreatIntelSet",
        `lists-bad-${region}`,
      );
      expect(parent?.name).to.equal("lists");
      const { location, ...others } = inputs as { location: string };
      expect(location.endsWith(`/${key}`)).to.equal(true);
      expect(others).to.deep.equal({
        ...{ region, detectorId: IDS[region as keyof typeof IDS], name: "bad" },
        ...{ format: "TXT", activate: true },
      });
    }
    const { find: other } = await recorded({ bad: { ...BAD, entries: ["198.51.100.8"] } });
    const { inputs } = other("aws:s3/bucketObjectv2:BucketObjectv2", "lists-bad-file");
    expect(inputs["key"]).not.to.equal(key);
  });

  it("gives the bucket the tags that all lists have, and its own alone where a list has none", async () => {
    const own = { "guardduty-export": "guardduty-export-test-lists" };
    const bucketTags = async (...tags: (object | undefined)[]) => {
      const lists = tags.map((each, index) => [`bad${index}`, { ...BAD, tags: each }]);
      const { find } = await recorded(Object.fromEntries(lists) as object);
      return find("aws:s3/bucket:Bucket", "lists-bucket").inputs["tags"];
    };
    expect(await bucketTags({ a: "1", b: "2" }, { a: "1", b: "3" })).to.deep.equal({
      a: "1",
      ...own,
    });
    expect(await bucketTags({ a: "1" }, undefined)).to.deep.equal(own);
  });

  it("registers entity sets by Cloud Control, with a provider of the account in each Region that has one", async () => {
    const domains = ["203.0.113.0/24", "bad.example.com"];
    const lists = {
      domains: {
        kind: "ThreatEntitySet",
        entries: domains,
        regions: ["eu-west-1"],
        tags: { a: "b" },
      },
      addresses: BAD,
    };
    const account = { accountId: "111122223333", assumeRoleArn: ROLE, externalId: "ab-12" };
    const args = { ...argsOf(lists), account };
    const { resources, find, outputs } = await record(() => new ThreatLists("lists", args));
    const planned = planLists("lists", readListsArgs(args).settings!).resources;
    const made = resources.map(({ type, name }) => ({ type, name }));
    expect(made).to.have.deep.members(planned);
    const provider = find("pulumi:providers:aws-native", "lists-entities-eu-west-1");
    expect(provider.inputs).to.deep.equal({
      ...{ region: "eu-west-1", allowedAccountIds: '["111122223333"]' },
      assumeRole: JSON.stringify({
        ...{ roleArn: ROLE, externalId: "ab-12", sessionName: "guardduty-export" },
      }),
      skipRegionValidation: "true",
    });
    const set = find("aws-native:guardduty:ThreatEntitySet", "lists-domains-eu-west-1");
    expect(set.provider).to.equal("lists-entities-eu-west-1");
    expect(set.replaceOnChanges).to.deep.equal(["detectorId", "format"]);
    const { location, ...inputs } = set.inputs as { location: string };
    expect(location).to.match(/^s3:\/\/.*\/domains-[0-9a-f]{16}\.txt$/);
    expect(inputs).to.deep.equal({
      ...{ name: "domains", detectorId: IDS["eu-west-1"], format: "TXT", activate: true },
      ...{ expectedBucketOwner: "111122223333", tags: [{ key: "a", value: "b" }] },
    });
    expect(outputs).to.not.equal(undefined);
  });

  it("imports an entity set by its own id and its detector's", async () => {
    const existing = { "us-east-1": { detectorId: IDS["us-east-1"], listId: "c".repeat(32) } };
    const trusted = { kind: "TrustedEntitySet", entries: ["a.example.com"], existing };
    const { find } = await recorded({ trusted: { ...trusted, regions: ["us-east-1"] } });
    const { importId, retainOnDelete } = find(
      "aws-native:guardduty:TrustedEntitySet",
      "lists-trusted-us-east-1",
    );
    expect([importId, retainOnDelete]).to.deep.equal([
      `${"c".repeat(32)}|${IDS["us-east-1"]}`,
      true,
    ]);
  });

  it("registers nothing in AWS without lists", async () => {
    const { resources } = await recorded({});
    expect(resources).to.deep.equal([]);
  });

  it("imports a list that exists with its file, and keeps it and a detached one when the stack goes", async () => {
    const existing = {
      "eu-west-1": {
        detectorId: IDS["eu-west-1"],
        listId: "c".repeat(32),
        location: "s3://old/bad.txt",
      },
    };
    const { find } = await recorded({
      bad: { ...BAD, existing },
      gone: BAD,
      stays: { ...BAD, detach: true },
    });
    const list = (name: string) => find("aws:guardduty/threatIntelSet:ThreatIntelSet", name);
    const adopted = list("lists-bad-eu-west-1");
    expect(adopted.importId).to.equal(`${IDS["eu-west-1"]}:${"c".repeat(32)}@eu-west-1`);
    expect(adopted.inputs["location"]).to.equal("s3://old/bad.txt");
    const kept = ["bad-eu-west-1", "bad-us-east-1", "gone-us-east-1", "stays-us-east-1"];
    expect(kept.map((name) => list(`lists-${name}`).retainOnDelete)).to.deep.equal([
      ...[true, false, false, true],
    ]);
    expect(find("aws:s3/bucket:Bucket", "lists-bucket").retainOnDelete).to.equal(true);
  });

  it("refuses to import a list of another detector, by the entry that names it", async () => {
    const existing = { "eu-west-1": { detectorId: IDS["us-east-1"], listId: "c".repeat(32) } };
    const { errors, resources } = await recorded(
      { bad: { ...BAD, existing } },
      { keepErrors: true },
    );
    expect(errors.map(({ message }) => message)).to.deep.equal([
      `lists.bad.existing["eu-west-1"].detectorId: is ${IDS["us-east-1"]}; the account's detector in eu-west-1 is ${IDS["eu-west-1"]}. Fix: set lists.bad.existing["eu-west-1"].detectorId to "${IDS["eu-west-1"]}"`,
    ]);
    expect(resources.map(({ name }) => name)).not.to.include("lists-bad-eu-west-1");
  });

  it("reports every problem of its arguments at once, and registers nothing", async () => {
    const { errors, resources, components } = await recorded(
      { bad: { ...BAD, entries: ["10.0.0.1", "evil.example.com"] } },
      { keepErrors: true },
    );
    expect([...resources, ...components]).to.deep.equal([]);
    expect(errors.map(({ message }) => message)).to.deep.equal([
      "ThreatLists lists: 2 problems in the arguments; nothing was registered\n" +
        '  - lists.bad.entries[0]: must have public addresses only: GuardDuty compares lists with no private, reserved or multicast address; got "10.0.0.1". Fix: remove lists.bad.entries[0]\n' +
        '  - lists.bad.entries[1]: must be an IP address or a CIDR range: GuardDuty reads no domains in a list of kind ThreatIntelSet; got "evil.example.com". Fix: set lists.bad.kind to "ThreatEntitySet"',
    ]);
  });
});
