import { expect } from "chai";

import type { StateResource } from "../../rules/recovery";
import { importedNames, withImportedNames } from "../../rules/recovery/importedNames";

const URN = "urn:pulumi:prod::findings";
const PARENT = `${URN}::guardduty-export:index:FindingsReader::findings-siem`;

const queue = (inputs: object, more: Partial<StateResource> = {}): StateResource => ({
  urn: `${URN}::guardduty-export:index:FindingsReader$aws:sqs/queue:Queue::findings-siem-queue`,
  type: "aws:sqs/queue:Queue",
  parent: PARENT,
  inputs: { name: "findings-siem-queue-0a1b2c3", __defaults: [], ...inputs },
  ...more,
});

describe("The name of an imported resource", () => {
  const deployment = (...resources: StateResource[]) => ({ resources });

  it("is marked as generated where Pulumi generated it, and once", () => {
    const whole = { version: 3, ...deployment(queue({ __defaults: ["delaySeconds"] })) };
    const changed = withImportedNames(whole);
    expect(changed).to.deep.equal({
      version: 3,
      resources: [queue({ __defaults: ["delaySeconds", "name"] })],
    });
    expect(importedNames(changed)).to.deep.equal([]);
  });

  for (const [what, one] of [
    ["that a program gives", queue({ name: "security" })],
    ["that is of another logical name", queue({ name: "findings-siem-dead-letter-queue-0a1b2c3" })],
    ["of a resource of others", queue({}, { parent: `${URN}::pulumi:pulumi:Stack::findings` })],
    ["of a state that names no defaults", queue({ __defaults: undefined })],
  ] as const) {
    it(`stays as it is ${what}`, () => {
      expect(importedNames(deployment(one))).to.deep.equal([]);
    });
  }
});
