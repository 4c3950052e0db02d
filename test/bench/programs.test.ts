import { expect } from "chai";

import * as handWritten from "../../bench/programs/handWritten";
import type { ProgramInput } from "../../bench/programs/input";
import * as component from "../../bench/programs/sources";
import type { Recording } from "../../testing/recorder";
import { record } from "../../testing/recorder";

const INPUT: ProgramInput = {
  accountId: "111122223333",
  roleArn: "arn:aws:iam::111122223333:role/deploy",
  regions: ["us-east-1", "eu-west-1", "me-south-1", "af-south-1"],
};

/** The component's mark in Sids, and ids: the recorder makes them from names, which differ. */
const NAMED = [
  /GuardDutyExport[0-9a-f]{8}/g,
  /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
  /\b[0-9a-f]{32}\b/g,
  /(?<=findings-guardduty-)[0-9a-f]{8}\b/g,
];

/** Each resource's type and inputs, but for what is named. */
function registered({ resources }: Recording): string[] {
  return resources
    .map(({ type, inputs }) =>
      NAMED.reduce((text, named) => text.replace(named, ""), `${type} ${JSON.stringify(inputs)}`),
    )
    .sort();
}

describe("The benchmark's hand-written program", () => {
  it("registers the same resources as the component, with the same inputs", async () => {
    const ours = registered(await record(() => component.program(INPUT)));
    const theirs = registered(await record(() => handWritten.program(INPUT)));
    expect(theirs).to.deep.equal(ours);
    expect(ours).to.have.length.above(3 * INPUT.regions.length);
  });
});
