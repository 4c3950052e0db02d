import { expect } from "chai";

import { HEALTH_TEXTS } from "../../../rules/texts/health";
import { unhealthyAlarmText } from "../../../rules/texts/alarms";
import { CHANGE_TEXTS } from "../../../rules/texts/changeMessages";
import { fixText } from "../../../rules/texts/edits";
import { KEEP_KEY_FIRST } from "../../../rules/texts/keyDeletion";

const REFRESH = /pulumi (up|preview)?\s?(--)?refresh/;

/** Texts about a destination or the key: each may be what a key that is pending deletion causes. */
const TEXTS: [of: string, text: string][] = [
  ...["PENDING_VERIFICATION", "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", "STOPPED"].map(
    (status): [string, string] => [status, HEALTH_TEXTS.destinationStatus.fix({ status } as never)],
  ),
  ["another key", HEALTH_TEXTS.valueDiffers.fix({ property: "kmsKeyArn" } as never)],
  ["no destination", HEALTH_TEXTS.destinationMissing.fix({} as never)],
  ["a deleted destination", HEALTH_TEXTS.destinationDeleted.fix({} as never)],
  ["a deleted adopted one", HEALTH_TEXTS.destinationDeleted.fix({ existing: "x" } as never)],
  ["one that was made again", HEALTH_TEXTS.destinationReplaced.fix({} as never)],
  ["an adopted one that was", HEALTH_TEXTS.destinationReplaced.fix({ existing: "x" } as never)],
  ["a changed key policy", fixText([{ edit: "deploy", policy: "key" }] as never)],
];

describe("Texts that lead to a refresh while the key may be pending deletion", () => {
  for (const [of, text] of TEXTS) {
    it(`begin with how to keep the key: ${of}`, () => {
      expect(text.startsWith(KEEP_KEY_FIRST)).to.equal(true);
    });
  }

  it("name it before the refresh where AWS stores the text", () => {
    for (const text of [
      unhealthyAlarmText("findings", "us-east-1"),
      CHANGE_TEXTS["key-changes"].message,
    ]) {
      expect(text).to.contain(KEEP_KEY_FIRST);
      expect(text.indexOf(KEEP_KEY_FIRST)).to.be.below(text.search(REFRESH));
    }
  });
});
