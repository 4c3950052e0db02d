import { expect } from "chai";

import type { Deployment, StateResource } from "../../rules/recovery";
import { recoveries } from "../../rules/recovery";
import { hasResource, withReplacement } from "../../rules/recovery/replacements";

const BELOW = "urn:pulumi:prod::acme::guardduty-export:index:GuardDutyExport";
const providerOf = (region: string): StateResource => ({
  ...{ urn: `${BELOW}$pulumi:providers:aws::${region}`, type: "pulumi:providers:aws", id: region },
});
const bucketOf = (bucket: string, region: string): StateResource => ({
  ...{ urn: `${BELOW}$aws:s3/bucket:Bucket::findings-bucket`, type: "aws:s3/bucket:Bucket" },
  inputs: { __defaults: [], bucket, region },
  provider: `${providerOf(region).urn}::${region}`,
});
const FORMER: StateResource = { ...bucketOf("former", "us-east-1"), id: "former" };
const CREATED = bucketOf("created", "eu-west-1");

const after = (recorded: StateResource, created = CREATED): Deployment => ({
  resources: [providerOf("us-east-1"), providerOf("eu-west-1"), recorded],
  pending_operations: [{ type: "creating", resource: created }],
});
const whatOf = (deployment: Deployment) =>
  recoveries(deployment).map((one) =>
    "replaces" in one ? `${one.does}, ${one.replaces ? "replaces" : "new"}` : one.does,
  );

describe("A pending create under a URN that the state has", () => {
  const cases: [what: string, deployment: Deployment, expected: string][] = [
    ["replaces a resource of another Region", after(FORMER), "import, replaces"],
    [
      "replaces a resource of another Region that has the same provider",
      after({ ...FORMER, provider: CREATED.provider! }),
      "import, replaces",
    ],
    [
      "replaces a resource that was only read",
      after({ ...FORMER, external: true }, bucketOf("created", "us-east-1")),
      "import, replaces",
    ],
    [
      "is repeated where another one of the provider was made since",
      after(FORMER, bucketOf("created", "us-east-1")),
      "repeat",
    ],
    [
      "is repeated where its provider is of the past",
      { ...after(FORMER), resources: [providerOf("us-east-1"), FORMER] },
      "repeat",
    ],
    [
      "is new where the state's one waits for its deletion",
      after({ ...FORMER, delete: true }),
      "import, new",
    ],
  ];
  for (const [what, deployment, expected] of cases) {
    it(what, () => expect(whatOf(deployment)).to.deep.equal([expected]));
  }

  it("is recorded in front of the former resource, which the next deployment deletes", () => {
    const { resources = [] } = withReplacement(CREATED, "created")(after(FORMER));
    expect(resources).to.deep.equal([
      providerOf("us-east-1"),
      providerOf("eu-west-1"),
      {
        ...{ ...CREATED, id: "created" },
        outputs: { bucket: "created", region: "eu-west-1", id: "created" },
      },
      { ...FORMER, delete: true },
    ]);
    expect(hasResource({ resources }, CREATED.urn, "created")).to.equal(true);
    expect(hasResource({ resources }, CREATED.urn, "former")).to.equal(false);
  });
});
