import { expect } from "chai";
import { gunzipSync } from "node:zlib";

import { evaluate } from "../../rules/evaluator";
import {
  findingsLocation,
  PRESETS,
  queuePolicy,
  ReaderPreset,
  readerPolicy,
  roleTrust,
  serviceTrust,
  webIdentityTrust,
} from "../../rules/readers";
import type { IdentityKind } from "../../rules/readers/presets";
import type { Caller, Members, SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import { sessionCaller, trustOf } from "../../sandbox/cloud/assuming";
import type { WorldFile } from "../../sandbox/world";
import { ADMIN, BUCKET, destinationInput, exportWorld, keyArn, OTHER } from "../../testing/worlds";
import { knownArn } from "../../rules/arn";

const REGION = "us-east-1";
const ROLE = `arn:aws:iam::${ADMIN}:role/OIDC_reader`;
const USER = `arn:aws:iam::${ADMIN}:user/reader`;
const QUEUE = `arn:aws:sqs:${REGION}:${ADMIN}:inbox`;
const QUEUE_URL = `https://sqs.${REGION}.amazonaws.com/${ADMIN}/inbox`;
const TOPIC = `arn:aws:sns:${REGION}:${ADMIN}:findings`;
const KEY = "AKIAUSERABCDEFGHIJKL";
const VENDOR = `arn:aws:iam::${OTHER}:root`;
const ISSUER = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
const PROVIDER = `arn:aws:iam::${ADMIN}:oidc-provider/${ISSUER}`;
const PIPELINE = `arn:aws:osis:${REGION}:${ADMIN}:pipeline/findings`;

/** How one vendor's reader becomes its identity, and how an unintended identity tries. */
interface Way {
  trust?: object;
  /** The vendor's session; of `wrong`, one that differs in what identifies it. */
  enter(cloud: SandboxCloud, wrong?: boolean): Promise<Caller>;
}

const from = (accountId: string): Caller => ({
  ...{ accountId, region: REGION },
  arn: `arn:aws:iam::${accountId}:root`,
});

const token = (claims: object): string =>
  ["{}", JSON.stringify(claims), ""]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

async function session(cloud: SandboxCloud, operation: string, by: Caller, input: object) {
  const answer = await cloud.call(by, `sts:${operation}`, { RoleArn: ROLE, ...input });
  const { AccessKeyId, SessionToken } = answer["Credentials"] as { [name: string]: string };
  return cloud.authenticate({
    ...{ accessKeyId: AccessKeyId!, sessionToken: SessionToken, region: REGION },
  });
}

/** Of each kind of identity, that of a preset with all that the preset fixes. */
function wayOf(name: ReaderPreset, kind: IdentityKind): Way {
  const preset = PRESETS[name];
  switch (kind) {
    case "role": {
      const principalArns = preset.principalArns ?? [VENDOR];
      const account = knownArn(principalArns[0]!).accountId;
      const ExternalId = preset.externalId === "none" ? undefined : "agreed-id";
      return {
        trust: roleTrust({ principalArns, externalId: ExternalId }),
        enter: (cloud, wrong) =>
          session(cloud, "AssumeRole", from(wrong && !ExternalId ? ADMIN : account), {
            RoleSessionName: "siem",
            ...(ExternalId && { ExternalId: wrong ? "another-id" : ExternalId }),
          }),
      };
    }
    case "webIdentity": {
      const google = preset.provider === "accounts.google.com";
      const [audience = "app"] = preset.audiences === "any" ? [] : (preset.audiences ?? []);
      const bySession = preset.sessionNamePrefix;
      const provider = google ? "accounts.google.com" : PROVIDER;
      return {
        trust: webIdentityTrust({
          provider,
          ...(!google && { audiences: [audience] }),
          ...(bySession ? { sessionNames: [`${bySession}workspace`] } : { subjects: ["1234"] }),
        }),
        enter: (cloud, wrong) =>
          session(cloud, "AssumeRoleWithWebIdentity", from(OTHER), {
            RoleSessionName: bySession ? `${bySession}${wrong ? "other" : "workspace"}` : "siem",
            WebIdentityToken: token({
              iss: `https://${google ? "accounts.google.com" : ISSUER}`,
              ...{ aud: audience, sub: wrong ? "5678" : "1234" },
            }),
          }),
      };
    }
    case "service": {
      const { servicePrincipal = "", sourceArns } = preset;
      return {
        trust: serviceTrust({ servicePrincipal, ...(sourceArns && { sourceArns: [PIPELINE] }) }),
        enter: async ({ world }, wrong) => {
          const source = wrong ? PIPELINE.replace(ADMIN, OTHER) : PIPELINE;
          const known = {
            "aws:SourceAccount": knownArn(source).accountId,
            "aws:SourceArn": source,
          };
          const { result } = evaluate(trustOf(world.roles[ROLE]!), {
            principal: {
              kind: "Service",
              service: wrong && !sourceArns ? "ec2.amazonaws.com" : servicePrincipal,
            },
            action: "sts:AssumeRole",
            resource: ROLE,
            context: { known: sourceArns ? known : {}, otherwise: "absent" },
          });
          if (result !== "allowed") throw new Error(`not trusted: ${result}`);
          return sessionCaller({ region: REGION }, ROLE, "service");
        },
      };
    }
    case "accessKey":
      return {
        enter: async (cloud, wrong) =>
          cloud.authenticate({
            ...{ accessKeyId: wrong ? "AKIAUSERZZZZZZZZZZZZ" : KEY, region: REGION },
          }),
      };
  }
}

async function worldOf(name: ReaderPreset, { trust }: Way): Promise<SandboxCloud> {
  const { queueActions, principalArns = [] } = PRESETS[name];
  const location = findingsLocation(`s3://${BUCKET}/AWSLogs/`, keyArn());
  const queue = queueActions.length > 0 ? { queueArn: QUEUE, actions: queueActions } : undefined;
  const policies = { reader: readerPolicy(location, false, queue) };
  const world: WorldFile = exportWorld();
  for (const arn of principalArns) world.accounts![knownArn(arn).accountId] = {};
  const cloud = await createCloud({
    ...world,
    queues: { [QUEUE]: { policy: queuePolicy(QUEUE, TOPIC) } },
    oidcProviders: {
      [PROVIDER]: { clientIds: ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e", "app"] },
    },
    ...(trust
      ? { roles: { [ROLE]: { assumeRolePolicy: trust, policies } } }
      : { users: { [USER]: { policies, accessKeys: { [KEY]: { secret: "secret" } } } } }),
  } as unknown as WorldFile);
  await cloud.call(from(ADMIN), "guardduty:CreatePublishingDestination", destinationInput());
  return cloud;
}

const refused = async (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => false,
    () => true,
  );

describe("a reader of each preset, under exactly its identity", () => {
  for (const name of Object.values(ReaderPreset)) {
    for (const kind of PRESETS[name].identities) {
      it(`${name} by ${kind}: reads and decrypts a finding, and can do nothing else`, async () => {
        const way = wayOf(name, kind);
        const cloud = await worldOf(name, way);
        const [delivery] = await cloud.exportFinding(ADMIN, REGION);
        const at = { Bucket: BUCKET, Key: delivery!.key! };
        const caller = await way.enter(cloud);
        const call = (operation: string, input: object): Promise<Members> =>
          cloud.call(caller, operation, input);

        const { Contents } = await call("s3:ListObjectsV2", { Bucket: BUCKET, Prefix: "AWSLogs/" });
        expect(Contents.map(({ Key }: { Key: string }) => Key)).to.include(at.Key);
        const { Body } = await call("s3:GetObject", at);
        expect(JSON.parse(gunzipSync(Body).toString())).to.include({ accountId: ADMIN });

        const { queueActions } = PRESETS[name];
        const receive = call("sqs:ReceiveMessage", { QueueUrl: QUEUE_URL });
        expect(await refused(receive), "ReceiveMessage").to.equal(queueActions.length === 0);
        const others: [operation: string, input: object][] = [
          ["s3:PutObject", { ...at, Body: Buffer.from("x") }],
          ["s3:DeleteObject", at],
          ["s3:GetObject", { Bucket: BUCKET, Key: "other/x" }],
          ["s3:ListObjectsV2", { Bucket: BUCKET }],
          ["s3:PutBucketPolicy", { Bucket: BUCKET, Policy: "{}" }],
          ["s3:GetBucketPolicy", { Bucket: BUCKET }],
          ["kms:Decrypt", { KeyId: keyArn(), CiphertextBlob: "x" }],
          ["kms:PutKeyPolicy", { KeyId: keyArn(), PolicyName: "default", Policy: "{}" }],
          ["sqs:SendMessage", { QueueUrl: QUEUE_URL, MessageBody: "x" }],
          ["sqs:DeleteQueue", { QueueUrl: QUEUE_URL }],
          ["guardduty:ListDetectors", {}],
        ];
        for (const [operation, input] of others) {
          expect(await refused(call(operation, input)), operation).to.equal(true);
        }
      });

      it(`${name} by ${kind}: is no identity that differs in what identifies it`, async () => {
        const way = wayOf(name, kind);
        const cloud = await worldOf(name, way);
        expect(await refused(way.enter(cloud, true))).to.equal(true);
      });
    }
  }
});
