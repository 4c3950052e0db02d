import { expect } from "chai";
import { readdirSync } from "node:fs";
import path from "node:path";
import type { NormalizedSchema } from "@smithy/core/schema";
import { SERVICES } from "../../sandbox/cloud/cloud";
import { matches } from "../../sandbox/cloud/validation/problems";
import { httpModelOf, type HttpService } from "../../sandbox/http/clients";
import { modelOf, type ServiceModel } from "../../sandbox/models";

const MODELS = path.resolve(__dirname, "../../sandbox/models");
const services = readdirSync(MODELS)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length) as HttpService);

/** Services of Google and Microsoft, and Cloud Control: provider stand-ins alone call them. */
const WITHOUT_HTTP = ["chronicle", "sentinel", "cloudformation"];

/** Operations by the service that has them, of those that the sandbox models. */
const operations = Object.entries(SERVICES).flatMap(([service, all]) =>
  WITHOUT_HTTP.includes(service) ? [] : Object.keys(all).map((name) => ({ service, name })),
);

const model = (service: string) => modelOf(service) as ServiceModel;

/** Types of botocore's shapes by what a schema of the AWS SDK says it is. */
const TYPES: [is: (schema: NormalizedSchema) => boolean, types: string[]][] = [
  [(schema) => schema.isStructSchema(), ["structure"]],
  [(schema) => schema.isListSchema(), ["list"]],
  [(schema) => schema.isMapSchema(), ["map"]],
  [(schema) => schema.isBlobSchema(), ["blob"]],
  [(schema) => schema.isTimestampSchema(), ["timestamp"]],
  [(schema) => schema.isBooleanSchema(), ["boolean"]],
  [(schema) => schema.isNumericSchema(), ["integer", "long", "float", "double"]],
  [(schema) => schema.isStringSchema(), ["string", "character"]],
  [(schema) => schema.isDocumentSchema(), ["structure"]],
];

/** Where the AWS SDK and botocore describe an input differently, from `structure` down. */
function differences(
  of: ServiceModel,
  name: string,
  schema: NormalizedSchema,
  visited = new Set<string>(),
): string[] {
  const shape = of.shapes[name];
  const types = TYPES.find(([is]) => is(schema))?.[1] ?? [];
  if (shape === undefined || !types.includes(shape.type)) return [`${name}: ${shape?.type}`];
  if (visited.has(name)) return [];
  visited.add(name);
  if (schema.isListSchema()) {
    return differences(of, shape.member as string, schema.getValueSchema(), visited);
  }
  if (schema.isMapSchema()) {
    return differences(of, shape.value as string, schema.getValueSchema(), visited);
  }
  if (!schema.isStructSchema()) return [];
  return [...schema.structIterator()].flatMap(([member, inner]) => {
    const itsShape = shape.members?.[member];
    if (itsShape === undefined) return [`${name}.${member}: missing`];
    return differences(of, itsShape, inner, visited);
  });
}

describe("the models of AWS's services", () => {
  it("are there for every service of AWS that the sandbox has", () => {
    const had = Object.keys(SERVICES).filter((service) => !WITHOUT_HTTP.includes(service));
    expect(had.filter((service) => modelOf(service) === undefined)).to.deep.equal([]);
    expect(WITHOUT_HTTP.flatMap((service) => modelOf(service) ?? [])).to.deep.equal([]);
    expect(modelOf("../models/kms")).to.equal(undefined);
  });

  it("name every operation of the sandbox", () => {
    const unknown = operations.filter(({ service, name }) => !model(service).operations[name]);
    expect(unknown).to.deep.equal([]);
  });

  it("say of members and types what the schemas of the AWS SDK say, for every operation of the sandbox", async () => {
    const found: string[] = [];
    for (const { service, name } of operations) {
      const { operations: ofSdk } = await httpModelOf(service as HttpService);
      const operation = ofSdk.get(name);
      const { input } = model(service).operations[name] ?? {};
      if (operation === undefined) found.push(`${service}:${name}: missing`);
      else if (input !== undefined)
        found.push(...differences(model(service), input, operation.input));
    }
    expect(found).to.deep.equal([]);
  }).timeout(600_000);

  it("allow every value of the AWS SDK's enums", async () => {
    const clients: { [service in HttpService]?: object } = {
      guardduty: await import("@aws-sdk/client-guardduty"),
      kms: await import("@aws-sdk/client-kms"),
      organizations: await import("@aws-sdk/client-organizations"),
      s3: await import("@aws-sdk/client-s3"),
    };
    const counts = Object.entries(clients).map(([service, client]) => {
      const enums = Object.entries(client).map(([name, value]) => [name.toLowerCase(), value]);
      const byName = new Map(enums as [string, object][]);
      const shapes = Object.entries(model(service).shapes).filter(([, shape]) => shape.enum);
      const compared = shapes.filter(([name, shape]) => {
        const values = byName.get(name.toLowerCase());
        if (values === undefined) return false;
        expect(shape.enum, name).to.include.members(Object.values(values));
        return true;
      });
      return [service, compared.length];
    });
    expect(Object.fromEntries(counts)).to.deep.equal({
      guardduty: 37,
      kms: 22,
      organizations: 9,
      s3: 72,
    });
  }).timeout(600_000);

  it("have patterns that can all be tried", () => {
    const patterns = services.flatMap((service) =>
      Object.values(model(service).shapes).flatMap(({ pattern }) => pattern ?? []),
    );
    expect(patterns).to.have.length.above(300);
    for (const pattern of patterns) matches(pattern, "x");
  });

  it("are of one version of botocore", () => {
    const versions = new Set(services.map((service) => model(service).source.version));
    expect([...versions]).to.have.length(1);
  });
});
