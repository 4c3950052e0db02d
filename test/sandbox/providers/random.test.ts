import { expect } from "chai";
import { hasUnknown } from "../../../sandbox/providers/rpc";
import { providerSuite } from "../../../testing/providers/suite";

const id = "random:index/randomId:RandomId";
const string = "random:index/randomString:RandomString";
const uuid = "random:index/randomUuid:RandomUuid";

describe("sandbox/providers random", () => {
  const suite = providerSuite();

  it("puts the prefix in front of every wording but the id", async () => {
    const made = await suite.make(id, { byteLength: 4, prefix: "logs-" });
    const bytes = Buffer.from(made.id, "base64url");
    expect(made.state).to.deep.include({
      b64Url: `logs-${made.id}`,
      b64Std: `logs-${bytes.toString("base64")}`,
      hex: `logs-${bytes.toString("hex")}`,
      dec: `logs-${bytes.readUInt32BE()}`,
    });
    expect((await suite.random.read(id, made.id, made)).state).to.deep.equal(made.state);
    await suite.random.delete(id, made);
  });

  it("knows no value before it is made", async () => {
    const [inputs] = await suite.random.check(id, "id", { byteLength: 4 });
    const preview = await suite.random.previewCreate(id, inputs);
    for (const key of ["hex", "dec", "b64Std", "b64Url"])
      expect(hasUnknown(preview[key])).to.equal(true);
  });

  it("makes a new value for each changed input, and for keepers that are not null", async () => {
    const program = { byteLength: 4, keepers: { a: "1", b: null } };
    const made = await suite.make(id, program);
    const cases: [object, string[]][] = [
      [{ keepers: { a: "1" } }, []],
      [{ keepers: { a: "2" } }, ["keepers"]],
      [{ keepers: {} }, ["keepers"]],
      [{ keepers: { a: "1", c: "3" } }, ["keepers"]],
      [{ byteLength: 5 }, ["byteLength"]],
      [{ prefix: "p" }, ["prefix"]],
    ];
    for (const [change, replaces] of cases) {
      const [inputs] = await suite.random.check(id, "id", { ...program, ...change });
      expect((await suite.random.diff(id, made, inputs)).replaces).to.deep.equal(replaces);
    }
  });

  it("imports an id with its prefix", async () => {
    const { state } = await suite.random.read(id, "pre,fix,AQIDBA");
    expect(state).to.include({ byteLength: 4, prefix: "pre,fix", hex: "pre,fix01020304" });
    expect((await suite.random.read(string, "abc")).state).to.include({
      length: 3,
      result: "abc",
    });
    const { state: imported } = await suite.random.read(uuid, "some-uuid");
    expect(imported["result"]).to.equal("some-uuid");
  });

  it("makes strings of the characters asked for", async () => {
    for (let round = 0; round < 20; round++) {
      const { state } = await suite.make(string, {
        length: 8,
        upper: false,
        minNumeric: 2,
        minSpecial: 3,
        overrideSpecial: "_",
      });
      expect(state["result"]).to.match(/^[a-z0-9_]{8}$/);
      expect(state["result"].replace(/[^0-9]/g, "").length).to.be.at.least(2);
      expect(state["result"].replace(/[^_]/g, "").length).to.be.at.least(3);
    }
    const [, failures] = await suite.random.check(string, "s", { length: 1, minLower: 2 });
    expect(failures[0]).to.include("must be at least");
  });

  it("makes uuids", async () => {
    expect((await suite.make(uuid, {})).state["result"]).to.match(/^[-0-9a-f]{36}$/);
  });
});
