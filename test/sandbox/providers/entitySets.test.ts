import { expect } from "chai";
import { providerSuite } from "../../../testing/providers/suite";
import { ADMIN, BUCKET, DETECTOR, exportWorld } from "../../../testing/worlds";

for (const kind of ["ThreatEntitySet", "TrustedEntitySet"]) {
  describe(`sandbox/providers, ${kind} of aws-native`, () => {
    const type = `aws-native:guardduty:${kind}`;
    const suite = providerSuite(exportWorld());
    const location = `s3://${BUCKET}/list.txt`;
    const news = { detectorId: DETECTOR, name: "known", format: "TXT", activate: true, location };
    const put = (Key = "list.txt"): Promise<unknown> =>
      suite.cloud.ask("s3:PutObject", { Bucket: BUCKET, Key, Body: "bad.example.com\n" });
    const lists = () => Object.values(suite.cloud.world.detectors[`${ADMIN}/us-east-1`]!.lists);

    it("is made active, and read as it was given", async () => {
      await put();
      const program = { ...news, expectedBucketOwner: ADMIN, tags: [{ key: "a", value: "b" }] };
      const old = await suite.make(type, program);
      const [listId] = old.id.split("|");
      expect(old.id).to.equal(`${listId}|${DETECTOR}`);
      expect(old.state).to.deep.include({ ...program, awsId: listId, status: "ACTIVE" });
      expect(lists()[0]!.entries).to.deep.equal(["bad.example.com"]);
      const imported = await suite.native.read(type, old.id);
      expect(imported.inputs).to.deep.include(program);
      expect((await suite.plan(type, old, program)).keys).to.deep.equal([]);
    });

    it("is changed in one call of GuardDuty, and replaced for its format and detector", async () => {
      await put();
      await put("new.txt");
      const old = await suite.make(type, news);
      const moved = `s3://${BUCKET}/new.txt`;
      const next = await suite.change(type, old, { ...news, location: moved });
      const calls = suite.cloud.operations();
      expect(calls.filter((call) => /:(Update|Create|Delete)/.test(call))).to.deep.equal([
        "cloudformation:UpdateResource",
        `guardduty:Update${kind}`,
      ]);
      expect(next.state).to.deep.include({ location: moved, activate: true });
      for (const [name, value] of [
        ["format", "PROOF_POINT"],
        ["detectorId", "f".repeat(32)],
      ] as const) {
        const { replaces } = await suite.plan(type, old, { ...news, [name]: value });
        expect(replaces).to.deep.equal([name]);
      }
    });

    it("fails when GuardDuty cannot read the file, and stays in the state", async () => {
      const { message, kept } = await suite.refused(type, news);
      expect(message).to.contain("NotStabilized");
      expect(kept).to.not.equal(undefined);
      expect(lists().map(({ status }) => status)).to.deep.equal(["ERROR"]);
    });

    it("is gone in a refresh when it was deleted by hand, and its deletion then passes", async () => {
      await put();
      const old = await suite.make(type, news);
      await suite.native.delete(type, old);
      expect(lists().map(({ status }) => status)).to.deep.equal(["DELETED"]);
      expect((await suite.native.read(type, old.id, old)).id).to.equal("");
      await suite.native.delete(type, old);
    });

    it("is refused with an id that is none", async () => {
      let text = "";
      await suite.native.read(type, "x").catch((error: Error) => (text = error.message));
      expect(text).to.contain("Identifier x is not valid");
    });
  });
}
