import { expect } from "chai";

import { generatedName } from "../../../rules/generatedNames";
import type { DeclaredIdentity, LiveIdentity } from "../../../rules/identities";
import { assessIdentity } from "../../../rules/identities";
import type { PolicyDocument } from "../../../rules/policyDocument";

const ACCOUNT = "111122223333";
const arn = (name: string) => `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`;
const PLANNED = arn(generatedName("findings-siem-queue"));
const DEPLOYED = arn("findings-siem-queue-0a1b2c3");
const document = (Resource: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sqs:ReceiveMessage", Resource }],
});
const DECLARED: DeclaredIdentity = {
  ...{ kind: "role", logicalName: "findings-siem-role", rights: document(PLANNED) },
};
const UNKNOWN = { bucket: undefined, key: undefined, queue: undefined };

describe("A role of a reader that lost its rights to the queue", () => {
  const resources = (rights: PolicyDocument | undefined, names?: string[]) => {
    const live: LiveIdentity = {
      ...{ kind: "role", arn: `arn:aws:iam::${ACCOUNT}:role/findings-siem-role-4d5e6f7` },
      policies: rights === undefined ? [] : [{ name: "own", document: rights }],
      groups: [],
    };
    return assessIdentity(live, DECLARED, UNKNOWN, names).faults.map(({ resource }) => resource);
  };

  it("is reported with the name that the deployment has", () => {
    expect(resources(undefined, [arn("other"), DEPLOYED])).to.deep.equal([DEPLOYED]);
    expect(
      resources(document(arn("findings-siem-dead-letter-queue-0a1b2c3")), [DEPLOYED]),
    ).to.deep.equal([DEPLOYED]);
  });

  it("is reported with the name before a deployment where nothing has the other", () => {
    expect(resources(undefined)).to.deep.equal([PLANNED]);
    expect(resources(undefined, [arn("findings-other-queue-0a1b2c3")])).to.deep.equal([PLANNED]);
  });

  it("is not reported while it has them", () => {
    expect(resources(document(DEPLOYED))).to.deep.equal([]);
  });
});
