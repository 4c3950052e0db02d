import { expect } from "chai";
import { z } from "zod";

import { parseArn } from "../../../rules/arn";
import { readArgs, readMemberArgs } from "../../../rules/args";
import { exampleOf, object, schemaAt } from "../../../rules/args/fields";
import { argShape, memberDetectorsShape } from "../../../rules/args/schema";
import { chronicleShape, readChronicleArgs } from "../../../rules/chronicle";
import { readRoutingArgs, routingShape } from "../../../rules/events";
import { healthShape, readHealthArgs } from "../../../rules/health";
import type { Problem } from "../../../rules/problems";
import { propertyPath, reported } from "../../../rules/problems";
import { readerShape, readReaderArgs } from "../../../rules/readers";
import { readSentinelArgs, sentinelShape } from "../../../rules/sentinel";
import { readTableArgs, tableShape } from "../../../rules/table";

type Read = (args: unknown) => readonly Problem[];

const SHAPES: [of: string, shape: z.ZodRawShape, read: Read][] = [
  ["GuardDutyExport", argShape, (args) => readArgs("findings", args).problems],
  ["MemberDetectors", memberDetectorsShape, (args) => readMemberArgs(args).problems],
  ["FindingsReader", readerShape, (args) => readReaderArgs("siem", args).problems],
  ["ChronicleFeed", chronicleShape, (args) => readChronicleArgs("feed", args).problems],
  ["SentinelConnector", sentinelShape, (args) => readSentinelArgs("siem", args).problems],
  ["EventRouting", routingShape, (args) => readRoutingArgs(args).problems],
  ["FindingsTable", tableShape, (args) => readTableArgs(args).problems],
  ["ExportHealth", healthShape, (args) => readHealthArgs(args).problems],
];

type Keys = readonly (string | number)[];

/** The properties whose example is an ARN, with it. */
function arnFields(schema: z.ZodType, keys: Keys = []): { keys: Keys; example: string }[] {
  const inner = schemaAt(schema, []) as z.ZodType;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as z.ZodRawShape).flatMap(([key, field]) =>
      arnFields(field as z.ZodType, [...keys, key]),
    );
  }
  if (inner instanceof z.ZodArray) return arnFields(inner.element as z.ZodType, [...keys, 0]);
  const example = exampleOf(inner);
  return typeof example === "string" && parseArn(example) ? [{ keys, example }] : [];
}

const pathOf = ({ keys }: { keys: Keys }): string => propertyPath([...keys]);

const FIELDS = SHAPES.flatMap(([of, shape, read]) =>
  arnFields(object(shape)).map((field) => ({ of, shape, read, path: pathOf(field), ...field })),
);

/** The value at its keys alone. */
const only = ([key, ...keys]: Keys, value: string): unknown => {
  if (key === undefined) return value;
  const inner = only(keys, value);
  return typeof key === "number" ? [inner] : { [key]: inner };
};

const given = (keys: Keys, value: string, args: object): object => ({
  ...args,
  ...(only(keys, value) as object),
});

/** What is wrong with the partition of a value. */
const partitionTexts = (read: Read, args: unknown): string[] =>
  read(args)
    .filter(({ id }) => id === "arnOfOtherPartition")
    .map((problem) => {
      const { path, reason } = reported(problem);
      return `${path} ${reason.replace(/\. Fix: .*$/, "")}`;
    });

/** Whether the component has Regions of its own. */
const hasRegions = ({ shape }: { shape: z.ZodRawShape }): boolean =>
  Object.hasOwn(shape, "regions") || Object.hasOwn(shape, "homeRegion");

describe("An argument that takes an ARN", () => {
  it("is each of these", () => {
    expect(FIELDS.map(({ of, path }) => `${of} ${path}`)).to.deep.equal([
      "GuardDutyExport organization.administrator.assumeRoleArn",
      "GuardDutyExport organization.management.assumeRoleArn",
      "GuardDutyExport bucket.account.assumeRoleArn",
      "GuardDutyExport bucket.breakGlassRoleArns[0]",
      "GuardDutyExport key.existing.arn",
      "GuardDutyExport key.account.assumeRoleArn",
      "GuardDutyExport readerArns[0]",
      "GuardDutyExport notificationTopicArn",
      "MemberDetectors account.assumeRoleArn",
      "FindingsReader keyArn",
      "FindingsReader topicArn",
      "FindingsReader role.principalArns[0]",
      "FindingsReader webIdentity.provider",
      "FindingsReader service.sourceArns[0]",
      "ChronicleFeed queueArn",
      "ChronicleFeed role.arn",
      "SentinelConnector roleArn",
      "EventRouting busArn",
      "EventRouting topicArn",
      "ExportHealth keyArn",
      "ExportHealth ownQueueArns[0]",
      "ExportHealth notificationTopicArn",
      "ExportHealth notificationKeyArn",
      "ExportHealth topicArn",
    ]);
  });

  for (const { of, read, path, keys, example } of FIELDS.filter(hasRegions)) {
    for (const [partition, region] of [
      ["aws-cn", "cn-north-1"],
      ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
      it(`is in the partition of the Regions: ${path} of ${of} in ${partition}`, () => {
        const args = { regions: [region], homeRegion: region };
        expect(partitionTexts(read, given(keys, example, args))).to.deep.equal([
          `${path} is in partition aws; ${region} is in ${partition}`,
        ]);
        const moved = example
          .replace("arn:aws:", `arn:${partition}:`)
          .replace(/us-[a-z]+-\d/, region);
        expect(partitionTexts(read, given(keys, moved, args))).to.deep.equal([]);
      });
    }
  }

  it("is in the partition of the key or the queue where there is no Region", () => {
    const reader = { keyArn: "arn:aws-cn:kms:cn-north-1:111122223333:key/1" };
    const [, , read] = SHAPES[2]!;
    expect(
      partitionTexts(read, { ...reader, topicArn: "arn:aws:sns:us-east-1:111122223333:f" }),
    ).to.deep.equal(["topicArn is in partition aws; keyArn is in aws-cn"]);
    const feed = { queueArn: "arn:aws-cn:sqs:cn-north-1:111122223333:f" };
    expect(
      partitionTexts(SHAPES[3]![2], { ...feed, role: { arn: "arn:aws:iam::111122223333:role/g" } }),
    ).to.deep.equal(["role.arn is in partition aws; queueArn is in aws-cn"]);
  });

  it("is left alone while the home Region is not known", () => {
    for (const homeRegion of [Promise.resolve("us-east-1"), "nowhere"]) {
      const args = {
        regions: ["us-east-1"],
        homeRegion,
        readerArns: ["arn:aws-cn:iam::111122223333:role/a"],
      };
      expect(partitionTexts(SHAPES[0]![2], args)).to.deep.equal([]);
    }
  });

  it("with another mistake is reported by that alone", () => {
    const args = { regions: ["us-east-1"], readerArns: ["arn:aws-cn:iam::111122223333:root"] };
    expect(SHAPES[0]![2](args).map(({ id, path }) => [id, path])).to.deep.equal([
      ["identityArn", "readerArns[0]"],
    ]);
  });

  it("keeps what an ARN's text holds in values that are no ARN arguments", () => {
    const args = { regions: ["us-east-1"], tags: { owner: "arn:aws-cn:iam::111122223333:role/a" } };
    expect(SHAPES[0]![2](args)).to.deep.equal([]);
  });
});
