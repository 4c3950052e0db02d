import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { openEngine, type Engine } from "../support/engine";

class Box extends pulumi.ComponentResource {
  constructor(name: string, parent?: pulumi.Resource) {
    super("test:index:Box", name, {}, { parent });
    this.registerOutputs({});
  }
}

describe("engine", function () {
  this.timeout(60_000);
  let engine: Engine;
  before(async () => {
    const t = Date.now();
    engine = await openEngine({ config: { "guardduty-export:size": "3" } });
    console.log("open", Date.now() - t);
  });
  after(() => engine.close());

  it("tells what an operation did", async () => {
    const t = Date.now();
    const program = async () => {
      new Box("inner", new Box("outer"));
      return { size: new pulumi.Config().require("size"), hidden: pulumi.secret("x") };
    };
    const preview = await engine.preview(program);
    console.log("preview", Date.now() - t);
    expect(preview.changes).to.deep.equal({ create: 3 });
    const up = await engine.up(program);
    console.log("up", Date.now() - t);
    console.log(up);
    const again = await engine.up(program);
    console.log("again", Date.now() - t);
    console.log(again);
    const refresh = await engine.refresh();
    console.log("refresh", Date.now() - t);
    console.log(refresh);
    console.log(await engine.exportState());
    const d = await engine.destroy();
    console.log(d, Date.now() - t);
  });

  it("keeps what a failed operation said", async () => {
    const thrown = await engine.up(async () => {
      new Box("before");
      throw new pulumi.RunError("bad input");
    });
    console.log(thrown);
    const later = await engine.up(async () => {
      new Box("b").urn.apply(() => { throw new Error("too late"); });
    });
    console.log(later);
    const rej = await engine.up(async () => {
      new Box("b").urn.apply((u) => { throw new pulumi.ResourceError("too late", new Box("c"), true); });
    });
    console.log(rej);
  });
});
