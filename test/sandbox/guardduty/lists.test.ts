import { expect } from "chai";
import { KINDS } from "../../../sandbox/cloud/guardduty/listKinds";
import type { Members } from "../../../sandbox/cloud";
import type { ListKind } from "../../../sandbox/world";
import {
  ADMIN,
  BUCKET,
  type Client,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  keyArn,
  OTHER,
  refusal,
} from "../../../testing/worlds";

const MEMBER = "222233334444";
const REMOTE = "203.0.113.1";
const LOCATION = `https://s3.amazonaws.com/${BUCKET}/list.txt`;
const ROLE = `arn:aws:iam::${ADMIN}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`;
const ALL = Object.keys(KINDS) as ListKind[];

async function withFile(body = `${REMOTE}/32\nexample.com\n`, more: object = {}): Promise<Client> {
  const client = await clientOf();
  await client.call("s3:PutObject", { Bucket: BUCKET, Key: "list.txt", Body: body, ...more });
  return client;
}

function input(more: object = {}): Members {
  return {
    ...{ DetectorId: DETECTOR, Name: "known", Format: "TXT", Location: LOCATION, Activate: true },
    ...more,
  };
}

async function create(client: Client, kind: ListKind, more: object = {}): Promise<Members> {
  const member = KINDS[kind].id;
  const { [member]: id } = await client.call(`guardduty:Create${kind}`, input(more));
  return { DetectorId: DETECTOR, [member]: id };
}

function get(client: Client, kind: ListKind, ids: Members): Promise<Members> {
  return client.call(`guardduty:Get${kind}`, ids);
}

for (const kind of ALL) {
  const { id: member, quota, arnPart, readBy } = KINDS[kind];
  const create1 = (client: Client, more?: object): Promise<Members> => create(client, kind, more);

  describe(`lists of the kind ${kind}`, () => {
    it("are made, read, renamed, moved, deactivated, listed and deleted", async () => {
      const client = await withFile();
      const ids = await create1(client, { Tags: { a: "b" }, ExpectedBucketOwner: ADMIN });
      expect(await get(client, kind, ids)).to.deep.include({
        Name: "known",
        Format: "TXT",
        Location: LOCATION,
        Status: "ACTIVE",
        ExpectedBucketOwner: ADMIN,
        Tags: { a: "b" },
      });
      const update = `guardduty:Update${kind}`;
      await client.call(update, { ...ids, Name: "renamed", Activate: false });
      expect(await get(client, kind, ids)).to.include({ Name: "renamed", Status: "INACTIVE" });
      await client.call(update, { ...ids, Location: `s3://${BUCKET}/gone.txt`, Activate: true });
      expect(await get(client, kind, ids)).to.include({ Status: "ERROR" });
      await client.call(update, { ...ids, Location: LOCATION });
      expect(await get(client, kind, ids)).to.include({ Status: "ACTIVE" });
      const list = `guardduty:List${kind}s`;
      const listed = await client.call(list, { DetectorId: DETECTOR });
      expect(listed[`${member}s`]).to.deep.equal([ids[member]]);
      await client.call(`guardduty:Delete${kind}`, ids);
      expect(await get(client, kind, ids)).to.include({ Status: "DELETED" });
      const after = await client.call(list, { DetectorId: DETECTOR });
      expect(after[`${member}s`]).to.deep.equal([]);
      expect(await refusal(client.call(update, { ...ids, Activate: true }))).to.contain(
        `the input ${member.charAt(0).toLowerCase()}${member.slice(1)} is not owned`,
      );
    });

    it("are tagged by their ARN", async () => {
      const client = await withFile();
      const ids = await create1(client);
      const ResourceArn = `arn:aws:guardduty:us-east-1:${ADMIN}:detector/${DETECTOR}/${arnPart}/${ids[member]}`;
      await client.call("guardduty:TagResource", { ResourceArn, Tags: { a: "b" } });
      expect(await client.call("guardduty:ListTagsForResource", { ResourceArn })).to.deep.equal({
        Tags: { a: "b" },
      });
    });

    it(`are ${quota} at most, and an equal client token makes no second one`, async () => {
      const client = await withFile();
      const first = await create1(client, { ClientToken: "t" });
      expect(await create1(client, { ClientToken: "t" })).to.deep.equal(first);
      for (let count = 1; count < quota; count++) await create1(client, { Name: `list${count}` });
      expect(await refusal(create1(client, { Name: "more" }))).to.contain("at its maximum");
      await client.call(`guardduty:Delete${kind}`, first);
      await create1(client, { Name: "more" });
    });

    it("are for the administrator to make, and not for its members", async () => {
      const client = await clientOf(withMember());
      const member1 = client.as(MEMBER);
      const request = input({ DetectorId: "f".repeat(32) });
      expect(await refusal(member1.call(`guardduty:Create${kind}`, request))).to.contain(
        "a member account does not have permission",
      );
    });

    for (const [what, more] of [
      ["a name with a space", { Name: "a b" }],
      ["a location that is no object of S3", { Location: "https://example.com/list.txt" }],
      ["a location without a key", { Location: `https://s3.amazonaws.com/${BUCKET}` }],
    ] as const) {
      it(`are refused with ${what}`, async () => {
        expect(await refusal(create1(await withFile(), more))).to.match(/^BadRequestException: /);
      });
    }

    const unreadable: [what: string, more: object, world?: (client: Client) => Promise<unknown>][] =
      [
        ["a file that does not exist", { Location: `s3://${BUCKET}/gone.txt` }],
        ["a bucket that does not exist", { Location: "s3://no-such-bucket/list.txt" }],
        ["a bucket of another account than expected", { ExpectedBucketOwner: OTHER }],
        ["a file without entries", { Location: `s3://${BUCKET}/empty.txt` }],
        [
          "a bucket policy that denies the reader",
          {},
          (client) =>
            client.cloud.setPolicy(
              { bucket: BUCKET },
              {
                Statement: [
                  {
                    ...{ Effect: "Deny", Action: "s3:GetObject" },
                    ...{ Principal: "*", Resource: `arn:aws:s3:::${BUCKET}/*` },
                  },
                ],
              },
            ),
        ],
      ];
    for (const [what, more, change] of unreadable) {
      it(`are kept in the status ERROR, and take no part, with ${what}`, async () => {
        const client = await withFile();
        await client.call("s3:PutObject", { Bucket: BUCKET, Key: "empty.txt", Body: "# none\n" });
        await change?.(client);
        const ids = await create1(client, more);
        const found = await get(client, kind, ids);
        expect(found).to.include({ Status: "ERROR" });
        if (readBy === "caller") expect(found["ErrorDetails"]).to.be.a("string");
        const { lists } = client.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
        expect(lists[ids[member]]!.entries).to.deep.equal([]);
      });
    }

    it("read their file again when they are activated again, and not before", async () => {
      const client = await withFile();
      const ids = await create1(client);
      const entries = (): string[] =>
        client.cloud.world.detectors[`${ADMIN}/us-east-1`]!.lists[ids[member]]!.entries;
      const before = [...entries()];
      await client.call("s3:PutObject", { Bucket: BUCKET, Key: "list.txt", Body: "198.51.100.7" });
      expect(entries()).to.deep.equal(before);
      await client.call(`guardduty:Update${kind}`, { ...ids, Activate: true });
      expect(entries()).to.deep.equal(["198.51.100.7"]);
    });
  });
}

describe("whose rights read a list", () => {
  const sse = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn() };

  it("are the service-linked role's for addresses: an encrypted file needs a key policy that names it", async () => {
    const client = await withFile(REMOTE, sse);
    const ids = await create(client, "IPSet");
    expect(await get(client, "IPSet", ids)).to.include({ Status: "ERROR" });
    const policy = JSON.parse(JSON.stringify(client.cloud.world.keys[keyArn()]!.policy));
    policy.Statement.push({
      ...{ Effect: "Allow", Principal: { AWS: ROLE }, Action: "kms:Decrypt", Resource: "*" },
    });
    await client.cloud.setPolicy({ key: keyArn() }, policy);
    await client.call("guardduty:UpdateIPSet", { ...ids, Activate: true });
    expect(await get(client, "IPSet", ids)).to.include({ Status: "ACTIVE" });
  });

  it("are the caller's for entities", async () => {
    const client = await withFile(REMOTE, sse);
    const ids = await create(client, "ThreatEntitySet");
    expect(await get(client, "ThreatEntitySet", ids)).to.include({ Status: "ACTIVE" });
  });

  it("need the bucket policy of another account to let the service-linked role in", async () => {
    const world = exportWorld();
    world.buckets!["theirs"] = { account: OTHER, region: "us-east-1" };
    const client = await clientOf(world);
    const object = { Bucket: "theirs", Key: "list.txt", Body: REMOTE };
    await client.as(OTHER).call("s3:PutObject", object);
    const ids = await create(client, "IPSet", { Location: "s3://theirs/list.txt" });
    expect(await get(client, "IPSet", ids)).to.include({ Status: "ERROR" });
    const Statement = [
      {
        ...{ Effect: "Allow", Principal: { AWS: ROLE }, Action: "s3:GetObject" },
        Resource: "arn:aws:s3:::theirs/*",
      },
    ];
    await client.cloud.setPolicy({ bucket: "theirs" }, { Statement });
    await client.call("guardduty:UpdateIPSet", { ...ids, Activate: true });
    expect(await get(client, "IPSet", ids)).to.include({ Status: "ACTIVE" });
  });

  it("have the caller change the service-linked role for addresses, unless it renames or deactivates", async () => {
    const world = exportWorld();
    const arn = `arn:aws:iam::${ADMIN}:user/lists`;
    const allow = { Effect: "Allow", Action: ["guardduty:*", "s3:*"], Resource: "*" };
    world.users = { [arn]: { policies: { own: { Statement: [allow] } } } };
    const client = await clientOf(world);
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "list.txt", Body: REMOTE });
    const user = { ...client.caller, arn };
    const asUser = (operation: string, request: Members): Promise<Members> =>
      client.cloud.call(user, operation, request);
    expect(await refusal(asUser("guardduty:CreateIPSet", input()))).to.match(
      /^AccessDeniedException: .* not authorized to perform: iam:PutRolePolicy on resource: .*AWSServiceRoleForAmazonGuardDuty/,
    );
    const ids = await create(client, "IPSet");
    await asUser("guardduty:UpdateIPSet", { ...ids, Name: "renamed", Activate: false });
    expect(await refusal(asUser("guardduty:DeleteIPSet", ids))).to.contain("iam:DeleteRolePolicy");
    await asUser("guardduty:CreateThreatEntitySet", input());
  });
});

describe("what is read of a list's file", () => {
  const cases: [format: string, text: string, entries: string[]][] = [
    [
      "TXT",
      "203.0.113.1\r\n198.51.100.0/24\n203.0.113.1\nno address\n2001:db8::/32\n10.0.0.0/33",
      ["203.0.113.1", "198.51.100.0/24", "2001:db8::/32"],
    ],
    [
      "OTX_CSV",
      "Indicator type,Indicator,Description\nIPv4,203.0.113.1,x\nhostname,a.example.com,",
      ["203.0.113.1"],
    ],
    ["ALIEN_VAULT", "203.0.113.1#4#2#Malicious Host#US##0,0#3", ["203.0.113.1"]],
    ["PROOF_POINT", "ip, category, score\n203.0.113.1, 1, 100", ["203.0.113.1"]],
  ];
  for (const [Format, text, expected] of cases) {
    it(`are the addresses and ranges of ${Format}, each once`, async () => {
      const client = await withFile(text);
      const ids = await create(client, "ThreatIntelSet", { Format });
      const { lists } = client.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
      expect(lists[ids["ThreatIntelSetId"]]!.entries).to.deep.equal(expected);
    });
  }

  for (const Format of ["STIX", "FIRE_EYE"]) {
    it(`is not modelled of ${Format}, and said so`, async () => {
      const client = await withFile();
      expect(await refusal(create(client, "ThreatIntelSet", { Format }))).to.contain(
        `NotModelled: The sandbox does not read lists in the format ${Format}`,
      );
    });
  }

  it("are 2,000 entries of a trusted list at most", async () => {
    const lines = Array.from({ length: 2001 }, (_, index) => `203.${index >> 8}.${index & 255}.1`);
    const client = await withFile(lines.join("\n"));
    const ids = await create(client, "IPSet");
    expect(await get(client, "IPSet", ids)).to.include({ Status: "ERROR" });
    await client.call("guardduty:CreateThreatIntelSet", input());
  });
});

describe("what lists do to findings", () => {
  async function exporter(): Promise<Client> {
    const client = await clientOf(withMember());
    await client.call("guardduty:CreatePublishingDestination", destinationInput());
    return client;
  }
  async function put(client: Client, Key: string, Body: string): Promise<string> {
    await client.call("s3:PutObject", { Bucket: BUCKET, Key, Body });
    return `s3://${BUCKET}/${Key}`;
  }
  const find = (client: Client, options: object, accountId = ADMIN) =>
    client.cloud.exportFinding(accountId, "us-east-1", options);

  for (const kind of ["IPSet", "TrustedEntitySet"] as const) {
    it(`a ${kind} keeps GuardDuty from findings of its addresses, in members too`, async () => {
      const client = await exporter();
      await create(client, kind, { Location: await put(client, "trusted", `${REMOTE}/32`) });
      for (const account of [ADMIN, MEMBER]) {
        const [delivery] = await find(client, { remote: REMOTE }, account);
        expect(delivery!.refusal!.reason).to.equal(
          `GuardDuty makes no finding: ${REMOTE}/32 of the trusted list known of ${ADMIN}.`,
        );
        const { findings } = client.cloud.world.detectors[`${account}/us-east-1`]!;
        expect(Object.keys(findings)).to.deep.equal([]);
      }
      const [other] = await find(client, { remote: "203.0.113.2" });
      expect(other!.refusal).to.equal(undefined);
    });
  }

  it("a threat list makes a finding of its name, in members too", async () => {
    const client = await exporter();
    await create(client, "ThreatIntelSet", { Location: await put(client, "t", "203.0.113.0/24") });
    for (const account of [ADMIN, MEMBER]) {
      const [delivery] = await find(client, { remote: REMOTE }, account);
      expect(delivery!.refusal).to.equal(undefined);
      const { findings } = client.cloud.world.detectors[`${account}/us-east-1`]!;
      const [found] = Object.values(findings) as Members[];
      expect(found!["type"]).to.equal("UnauthorizedAccess:EC2/MaliciousIPCaller.Custom");
      expect(found!["service"].additionalInfo).to.include({ threatListName: "known" });
    }
  });

  it("a threat entity list makes a finding of a domain, which a trusted address list leaves be", async () => {
    const client = await exporter();
    const Location = await put(client, "t", "*.example.com");
    await create(client, "ThreatEntitySet", { Location });
    await find(client, { remote: "a.example.com" });
    const { findings } = client.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
    expect(Object.values(findings).map(({ type }) => type)).to.deep.equal([
      "Impact:EC2/MaliciousDomainRequest.Custom",
    ]);
  });

  it("an address that is trusted and a threat makes none", async () => {
    const client = await exporter();
    await create(client, "IPSet", { Location: await put(client, "trusted", REMOTE) });
    await create(client, "ThreatIntelSet", { Location: await put(client, "threat", REMOTE) });
    const [delivery] = await find(client, { remote: REMOTE });
    expect(delivery!.refusal!.reason).to.contain("makes no finding");
  });

  it("a private address, an inactive list and a deleted one have no effect", async () => {
    const client = await exporter();
    const Location = await put(client, "trusted", `10.0.0.0/8\n${REMOTE}`);
    const ids = await create(client, "IPSet", { Location });
    expect((await find(client, { remote: "10.1.2.3" }))[0]!.refusal).to.equal(undefined);
    await client.call("guardduty:UpdateIPSet", { ...ids, Activate: false });
    expect((await find(client, { remote: REMOTE }))[0]!.refusal).to.equal(undefined);
    await client.call("guardduty:UpdateIPSet", { ...ids, Activate: true });
    await client.call("guardduty:DeleteIPSet", ids);
    expect((await find(client, { remote: REMOTE }))[0]!.refusal).to.equal(undefined);
  });
});

/** The administrator's world with one member. */
function withMember(): ReturnType<typeof exportWorld> {
  const world = exportWorld();
  const members = { [MEMBER]: { relationshipStatus: "Enabled", email: "a@example.com" } };
  Object.assign(world.detectors![`${ADMIN}/us-east-1`]!, { members });
  world.detectors![`${MEMBER}/us-east-1`] = { id: "f".repeat(32) };
  return world;
}
