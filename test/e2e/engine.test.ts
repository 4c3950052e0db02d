import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { openEngine, type Engine } from "../../testing/engine";

class Box extends pulumi.ComponentResource {
  constructor(name: string, parent?: pulumi.Resource) {
    super("test:index:Box", name, {}, { parent });
    this.registerOutputs({});
  }
}

describe("engine helper", function () {
  let engine: Engine;
  before(async () => {
    engine = await openEngine({ config: { "guardduty-export:size": "3" } });
  });
  after(() => engine?.close());

  it("reports what each operation did", async () => {
    const program = async () => {
      new Box("inner", new Box("outer"));
      return { size: new pulumi.Config().require("size"), hidden: pulumi.secret("x") };
    };
    const preview = await engine.preview(program);
    expect(preview.error).to.equal(undefined);
    expect(preview.changes).to.deep.equal({ create: 3 });
    expect(preview.outputs["size"]).to.equal("3");

    const up = await engine.up(program);
    expect(up.changes).to.deep.equal({ create: 3 });
    expect(up.changed).to.deep.equal([
      "create test:index:Box::inner",
      "create test:index:Box::outer",
    ]);
    expect(up.outputs).to.deep.equal({ size: "3", hidden: "x" });
    expect(up.diagnostics).to.deep.equal([]);
    expect(up.stdout).to.contain("3 created");
    expect(await engine.exportState()).to.have.length(3);

    const again = await engine.up(program);
    expect(again.changes).to.deep.equal({ same: 3 });
    expect(again.changed).to.deep.equal([]);
    expect((await engine.refresh()).changes).to.deep.equal({ same: 3 });

    const destroy = await engine.destroy();
    expect(destroy.changed).to.deep.equal([
      "delete test:index:Box::inner",
      "delete test:index:Box::outer",
    ]);
    expect(await engine.exportState()).to.deep.equal([]);
  });

  it("keeps what a failed operation said and did", async () => {
    const thrown = await engine.up(async () => {
      new Box("before");
      throw new pulumi.RunError("bad input");
    });
    expect(thrown.error?.message).to.contain("error: bad input");
    expect(thrown.changed).to.deep.equal(["create test:index:Box::before"]);

    const late = await engine.up(async () => {
      const box = new Box("late");
      box.urn.apply(() => {
        throw new pulumi.ResourceError("too late", box, true);
      });
    });
    expect(late.diagnostics).to.include("error: too late");
    expect(late.stdout).to.contain("too late");
  });
});
