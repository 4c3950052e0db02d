import { expect } from "chai";

import type { Grant } from "../../../rules/permissions";
import { deployedGrants, fittingPolicies, IDENTITY_POLICY_LIMIT } from "../../../rules/permissions";
import { listOf } from "../../../rules/policyDocument";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111`;
const OTHER = `arn:aws:kms:us-east-1:${ACCOUNT}:key/22222222`;
const KEYS = [
  { name: "findings-key", arn: KEY },
  { name: "findings-notifications-key", arn: OTHER },
];
const ofKeys: Grant = {
  purpose: "OwnKey",
  actions: ["kms:CreateAlias", "kms:PutKeyPolicy"],
  resources: [`arn:aws:kms:us-east-1:${ACCOUNT}:key/*`],
  regions: ["us-east-1"],
  onlyWhere: { "aws:ResourceTag/guardduty-export": ["x"] },
};

describe("The grants for what is deployed", () => {
  it("reach what a pattern stands for by its ARN, without the conditions that limited the pattern", () => {
    expect(deployedGrants([ofKeys], KEYS)).to.deep.equal([
      { purpose: "OwnKey", actions: ["kms:PutKeyPolicy"], resources: [KEY, OTHER] },
    ]);
  });

  it("reach of several resources those that they are for", () => {
    const grant = { ...ofKeys, names: ["findings-notifications-key"] };
    expect(deployedGrants([grant], KEYS)[0]!.resources).to.deep.equal([OTHER]);
  });

  it("reach objects of the bucket that is deployed", () => {
    const bucket = { name: "findings-bucket", arn: "arn:aws:s3:::findings-0123abcd" };
    const grant = {
      ...{ purpose: "Marker", actions: ["s3:PutObject"] },
      resources: ["arn:aws:s3:::findings-????????/guardduty/", "arn:aws:s3:::findings-????????/*"],
    };
    expect(deployedGrants([grant], [bucket])[0]!.resources).to.deep.equal([
      `${bucket.arn}/*`,
      `${bucket.arn}/guardduty/`,
    ]);
  });

  it("are none for what is not deployed, and for what only a creation needs", () => {
    expect(deployedGrants([ofKeys], [])).to.deep.equal([]);
    expect(deployedGrants([{ ...ofKeys, creates: true }], KEYS)).to.deep.equal([]);
    expect(deployedGrants([{ ...ofKeys, actions: ["kms:CreateKey"] }], KEYS)).to.deep.equal([]);
  });

  it("keep every resource, and its Regions, where AWS has no ARN for the action", () => {
    const every = { ...ofKeys, actions: ["kms:ListAliases"], resources: ["*"] };
    expect(deployedGrants([every], KEYS)).to.deep.equal([every]);
  });

  it("fit into policies with several resources in every Region", () => {
    const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
    const rules = regions.flatMap((region) =>
      ["findings", "changes"].map((of) => ({
        name: `health-${of}-${region}`,
        arn: `arn:aws:events:${region}:${ACCOUNT}:rule/findings-health-${of}-${region}-1a2b3c4`,
      })),
    );
    const grant = {
      ...{ purpose: "Rules", actions: ["events:DeleteRule", "events:PutRule"] },
      resources: [`arn:aws:events:*:${ACCOUNT}:rule/findings-health-*`],
    };
    const policies = fittingPolicies(deployedGrants([grant], rules));
    expect(policies.length).to.be.greaterThan(1);
    for (const { characters } of policies) expect(characters).to.be.at.most(IDENTITY_POLICY_LIMIT);
    const resources = policies.flatMap(({ document }) =>
      listOf(document.Statement).flatMap(({ Resource }) => listOf(Resource)),
    );
    expect(resources.sort()).to.deep.equal(rules.map(({ arn }) => arn).sort());
  });
});
