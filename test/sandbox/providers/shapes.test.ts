import { expect } from "chai";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { CONFIGURATION, testConfiguration } from "../../../sandbox/providers/aws/configuration";
import { modelledName } from "../../../sandbox/providers/rpc/service";
import { declared } from "../../../sandbox/providers/shapes/faults";
import { documented } from "../../../testing/providers/documented";
import { providerSuite } from "../../../testing/providers/suite";
import { PROVIDERS, shapesFile, STAND_INS } from "../../../tools/providers/shapes";

/** Every registered type and function against the declarations of the package that programs use. */
describe("sandbox/providers, held against the installed packages", () => {
  for (const provider of STAND_INS) {
    const { name, shapes } = provider;
    if (PROVIDERS.includes(provider)) {
      it(`has the declarations of @pulumi/${name} that is installed: else run npm run shapes`, () => {
        const { file, text } = shapesFile(provider);
        expect(readFileSync(file, "utf8")).to.equal(text);
      });
    }

    for (const type of provider.types) {
      it(`takes each input of ${type.token} or refuses it by name, and invents none`, () => {
        const inputs = [...declared(shapes.resources[type.token]!.inputs).keys()];
        const refused = (type.notModelled ?? []).filter((path) => !path.includes("."));
        // What AWS fills in may be read and refused.
        const taken = Object.entries(type.props)
          .filter(([key, prop]) => !prop.fill && !(prop.computed && refused.includes(key)))
          .map(([key]) => key);
        // Of these two the provider itself is the source.
        const filled = inputs.filter((key) => type.props[key]?.fill);
        expect([...taken, ...refused, ...filled].sort()).to.deep.equal([...inputs].sort());
      });
    }

    for (const [token, { notModelled = [] }] of Object.entries(provider.functions)) {
      it(`refuses by name only arguments that ${token} has`, () => {
        const args = [...declared(shapes.functions[token]!.args).keys()];
        expect(args).to.include.members([...notModelled]);
      });
    }
  }
});

describe("docs/sandbox.md", () => {
  it("lists every type and function of the provider stand-ins", () => {
    const text = readFileSync(path.join(__dirname, "../../../docs/sandbox.md"), "utf8");
    const [, section = ""] = text.split("## Provider types\n");
    const listed = [...section.split("\n## ")[0]!.matchAll(/`([\w.-]+)`/g)].map(([, name]) => name);
    const registered = STAND_INS.flatMap(({ name, types, functions }) => [
      name,
      ...[...types.map(({ token }) => token), ...Object.keys(functions)].map(modelledName),
    ]);
    expect([...listed].sort()).to.deep.equal(registered.sort());
  });
});

/** Documented values that the provider lets pass to AWS, which then refuses what it does not know, and why. */
const LATE: { [input: string]: string } = {
  "aws:guardduty/detector:Detector findingPublishingFrequency":
    "the provider takes the default of AWS for unset, and has no check of its own",
};
/** Documented defaults that AWS gives and the provider does not write. */
const OF_AWS: { [input: string]: string } = {
  "aws:guardduty/detector:Detector findingPublishingFrequency": "SIX_HOURS",
  "aws:kms/key:Key deletionWindowInDays": "30",
  "aws:lambda/function:Function architectures": '["x8664"]',
  "aws:scheduler/schedule:Schedule actionAfterCompletion": "NONE",
  "random:index/randomString:RandomString number": "true",
};

/** Values that Pulumi's documentation takes for the name of a property and rewrites. */
const RENAMED: { [value: string]: string } = { variesByStorageClass: "varies_by_storage_class" };

describe("sandbox/providers, held against what the packages document", () => {
  for (const { name, types, shapes } of PROVIDERS) {
    for (const type of types) {
      const declarations = declared(shapes.resources[type.token]!.inputs);
      const inputs = documented(name, type.token).filter(
        ({ input }) => type.props[input] && !type.notModelled?.includes(input),
      );
      it(`takes the documented values of ${type.token}, no others, and has the documented defaults`, () => {
        for (const { input, values = [], ...doc } of inputs) {
          const { test, default: ours } = type.props[input]!;
          const id = `${type.token} ${input}`;
          const isText = declarations.get(input)?.shape === "string";
          for (const value of isText ? values : []) {
            expect(test?.(RENAMED[value] ?? value, input, {}), id).to.equal(undefined);
          }
          if (isText && values.length > 0 && !(id in LATE)) {
            expect(test?.("no-such-value", input, {}), id).to.be.a("string");
          }
          if (doc.default === undefined || OF_AWS[id] === doc.default) continue;
          const zero = ["false", "0"].includes(doc.default) ? [undefined] : [];
          expect(
            [String(ours), ...(ours === undefined ? zero.map(() => doc.default) : [])],
            id,
          ).to.include(doc.default);
        }
      });
    }
  }
});

describe("sandbox/providers, inputs of the AWS provider itself", () => {
  it("are each followed, without effect, or refused", () => {
    const names = [...declared(PROVIDERS[0]!.shapes.config).keys()];
    expect(Object.keys(CONFIGURATION).sort()).to.deep.equal(names.sort());
  });

  it("are refused where they are unknown or not modelled", () => {
    const role = { roleArn: "arn:aws:iam::111122223333:role/a" };
    expect(testConfiguration({ regoin: "us-east-1" })).to.equal(
      "Invalid or unknown key. Examine values at 'aws:regoin'.",
    );
    expect(
      testConfiguration({ assumeRoles: JSON.stringify([{ ...role, duration: "1h" }]) }),
    ).to.equal(
      "The sandbox does not model assumeRoles.duration: leave it out here, and try it on AWS. Examine values at 'aws:assumeRoles[0].duration'.",
    );
    expect(testConfiguration({ skipRequestingAccountId: "false" })).to.equal(undefined);
    expect(testConfiguration({ skipRequestingAccountId: "true" })).to.be.a("string");
  });
});

describe("sandbox/providers, an input that is wrong by its declaration", () => {
  const suite = providerSuite();
  const lambda = "aws:lambda/function:Function";
  const encryption =
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
  const cases: [type: string, program: object, text: string][] = [
    [
      "aws:s3/bucket:Bucket",
      { bucketname: "logs" },
      "Invalid or unknown key. Examine values at 'thing.bucketname'.",
    ],
    [
      encryption,
      { bucket: "logs", rules: [{ applyServerSideEncryptionByDefault: { algorithm: "x" } }] },
      [
        "Invalid or unknown key. Examine values at 'thing.rules[0].applyServerSideEncryptionByDefault.algorithm'.",
        `Missing required argument. The argument "rules.0.apply_server_side_encryption_by_default.0.sse_algorithm" is required, but no definition was found. Examine values at 'thing.rules[0].applyServerSideEncryptionByDefault.sseAlgorithm'.`,
      ].join("\n"),
    ],
    [
      "aws:kms/key:Key",
      { enableKeyRotation: "yes" },
      "expected boolean type, got string type. Examine values at 'thing.enableKeyRotation'.",
    ],
    [
      "aws:guardduty/detector:Detector",
      { tags: { a: 1 } },
      `expected string type, got number type. Examine values at 'thing.tags["a"]'.`,
    ],
    [
      lambda,
      { role: "arn:aws:iam::111122223333:role/a", vpcConfig: { subnetIds: [] } },
      "The sandbox does not model vpcConfig: leave it out here, and try it on AWS. Examine values at 'thing.vpcConfig'.",
    ],
    [
      "aws:guardduty/detector:Detector",
      { datasources: { s3Logs: { enable: true } } },
      "The sandbox does not model datasources: leave it out here, and try it on AWS. Examine values at 'thing.datasources'.",
    ],
  ];
  for (const [type, program, text] of cases) {
    it(`is refused before anything is made: ${text.slice(0, 60)}`, async () => {
      expect(await suite.problems(type, program)).to.equal(text);
    });
  }

  it("is refused when it is none of the values that the package lists", async () => {
    const program = { role: "arn:aws:iam::111122223333:role/a", runtime: "cobol" };
    expect(await suite.problems(lambda, program)).to.match(
      /^expected runtime to be one of \["dotnet6" .*"nodejs22\.x".*\], got cobol\. Examine values at 'thing\.runtime'\.$/,
    );
  });
});
