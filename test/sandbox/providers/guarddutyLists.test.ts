import { expect } from "chai";
import { providerSuite } from "../../../testing/providers/suite";
import { ADMIN, BUCKET, DETECTOR, exportWorld } from "../../../testing/worlds";

const TYPES = [
  { type: "aws:guardduty/iPSet:IPSet", kind: "IPSet", output: "ipSetId", part: "ipset" },
  {
    type: "aws:guardduty/threatIntelSet:ThreatIntelSet",
    kind: "ThreatIntelSet",
    output: "threatIntelSetId",
    part: "threatintelset",
  },
];

/** The provider's ids are the detector's and the list's, with a colon between them. */
const listIdOf = (id: string): string => id.slice(DETECTOR.length + 1);

for (const { type, kind, output, part } of TYPES) {
  describe(`sandbox/providers ${kind}`, () => {
    const suite = providerSuite(exportWorld());
    const news = {
      ...{ detectorId: DETECTOR, name: "known", format: "TXT", activate: true },
      location: `https://s3.amazonaws.com/${BUCKET}/list.txt`,
    };
    const put = (Key = "list.txt"): Promise<unknown> =>
      suite.cloud.ask("s3:PutObject", { Bucket: BUCKET, Key, Body: "203.0.113.0/24\n" });

    it("is made active, and read as it was given", async () => {
      await put();
      const old = await suite.make(type, { ...news, tags: { a: "b" } });
      const listId = listIdOf(old.id);
      expect(old.id).to.equal(`${DETECTOR}:${listId}`);
      expect(old.state).to.deep.include({
        ...news,
        arn: `arn:aws:guardduty:us-east-1:${ADMIN}:detector/${DETECTOR}/${part}/${listId}`,
        [output]: listId,
        tagsAll: { a: "b" },
      });
      const imported = await suite.aws.read(type, old.id);
      expect(imported.inputs).to.deep.include(news);
      expect((await suite.plan(type, old, { ...news, tags: { a: "b" } })).keys).to.deep.equal([]);
    });

    it("is changed in one call with what changed alone, and replaced for its format and detector", async () => {
      await put();
      await put("new.txt");
      const old = await suite.make(type, news);
      const location = `s3://${BUCKET}/new.txt`;
      const next = await suite.change(type, old, { ...news, location });
      expect(suite.cloud.operations()).to.deep.equal([
        `guardduty:Update${kind}`,
        `guardduty:Get${kind}`,
      ]);
      expect(next.state).to.deep.include({ location, activate: true });
      for (const [name, value] of [
        ["format", "PROOF_POINT"],
        ["detectorId", "f".repeat(32)],
      ] as const) {
        const { replaces } = await suite.plan(type, old, { ...news, [name]: value });
        expect(replaces).to.deep.equal([name]);
      }
    });

    it("fails when GuardDuty cannot read the file, and leaves the list there outside of the state", async () => {
      const { message } = await suite.refused(type, news);
      expect(message).to.contain(`unexpected state 'ERROR', wanted target 'ACTIVE, INACTIVE'`);
      const { lists } = suite.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
      expect(Object.values(lists).map(({ status }) => status)).to.deep.equal(["ERROR"]);
    });

    it("shows in a refresh what was deactivated or deleted by hand", async () => {
      await put();
      const old = await suite.make(type, news);
      const id = listIdOf(old.id);
      const ids = { DetectorId: DETECTOR, [`${kind === "IPSet" ? "IpSet" : kind}Id`]: id };
      await suite.cloud.ask(`guardduty:Update${kind}`, { ...ids, Activate: false });
      expect((await suite.aws.read(type, old.id, old)).state).to.include({ activate: false });
      await suite.cloud.ask(`guardduty:Delete${kind}`, ids);
      const read = await suite.aws.read(type, old.id, old);
      expect([read.id, read.state?.["activate"]]).to.deep.equal([old.id, false]);
    });

    it("is deleted", async () => {
      await put();
      const old = await suite.make(type, news);
      await suite.aws.delete(type, old);
      const { lists } = suite.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
      expect(Object.values(lists).map(({ status }) => status)).to.deep.equal(["DELETED"]);
    });

    it("is refused with a format that is none, and with an id that is none", async () => {
      expect(await suite.problems(type, { ...news, format: "CSV" })).to.contain(
        "expected format to be one of",
      );
      let text = "";
      await suite.aws.read(type, "x").catch((error: Error) => (text = error.message));
      expect(text).to.contain(
        `GuardDuty ${kind} ID must be of the form <Detector ID>:<${kind} ID>`,
      );
    });
  });
}
