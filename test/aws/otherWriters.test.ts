import { expect } from "chai";

import type { Write } from "../../aws/otherWriters";
import { keepStatements, unchangedSince } from "../../aws/otherWriters";
import { callFailed } from "../../rules/health/callErrors";
import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";

const SID_PREFIX = "GuardDutyExport0123abcd";
const policy = { holder: "bucket", name: "acme-logs" } as const;
const statement = (Sid: string, more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  ...more,
});
const [a, b, c] = [statement("A"), statement("B"), statement("C")];
const own = statement(`${SID_PREFIX}PutObject`, { Action: ["s3:PutObject"] });
const of = (...Statement: PolicyStatement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement,
});
const denied = callFailed({ name: "AccessDenied", message: "no" }, ["s3:GetBucketPolicy"]);

/** A policy, and what is written before each of the next reads. */
function held(
  first: PolicyDocument | string | undefined,
  ...writes: (PolicyDocument | undefined)[]
) {
  const written: PolicyDocument[] = [];
  let now: string | undefined = typeof first === "object" ? JSON.stringify(first) : first;
  const write: Write = {
    ...policy,
    sidPrefix: SID_PREFIX,
    writer: {
      read: () =>
        Promise.resolve(now === undefined ? { finding: denied } : { value: now as string | null }),
      write(text) {
        written.push(JSON.parse(text) as PolicyDocument);
        now = text;
        return Promise.resolve({ value: true });
      },
    },
  };
  const pause = () => {
    const next = writes.shift();
    if (next !== undefined) now = JSON.stringify(next);
    return Promise.resolve();
  };
  return { write, pause, written };
}

describe("Just before the policy of an existing bucket or key is written", () => {
  const changed = { id: "policyChangedSinceRead", severity: "error", ...policy } as const;

  it("nothing is found when it is what was read", async () => {
    expect(await unchangedSince(of(a, own), held(of(a, own)).write)).to.equal(undefined);
  });

  const changes: [what: string, now: PolicyDocument | string, added: string[], gone: string[]][] = [
    ["a new statement", of(a, b, c), ["C"], []],
    ["a statement that is gone", of(a), [], ["B"]],
    ["a statement with other elements", of(a, { ...b, Action: "s3:GetObject" }), ["B"], ["B"]],
    ["a statement without a Sid", of(a, b, { Effect: "Allow" }), ["statement 2"], []],
    ["statements of the export that another program wrote", of(a, b, own), [own.Sid!], []],
    ["another order", of(b, a), [], []],
    ["another Version", { ...of(a, b), Version: "2008-10-17" }, [], []],
    ["what is no policy", "<html>", [], []],
  ];
  for (const [what, now, added, missing] of changes) {
    it(`finds ${what}`, async () => {
      expect(await unchangedSince(of(a, b), held(now).write)).to.deep.equal({
        ...changed,
        ...{ added, missing },
      });
    });
  }

  it("finds that it cannot be read", async () => {
    expect(await unchangedSince(of(a), held(undefined).write)).to.deep.equal({
      ...{ id: "writersNotChecked", severity: "error", ...policy, cause: denied },
    });
  });
});

describe("Just after the policy of an existing bucket or key was written", () => {
  const document = of(a, b, own);
  const lost = { id: "statementsLost", severity: "error", ...policy } as const;

  for (const [what, now] of [
    ["it is as it was written", document],
    ["AWS writes lists of one as their value", of(a, b, { ...own, Action: "s3:PutObject" })],
    ["others added a statement", of(a, b, own, c)],
    ["others removed one of theirs", of(a, own)],
  ] as const) {
    it(`nothing is written when ${what}`, async () => {
      const { write, pause, written } = held(document, now);
      expect(await keepStatements(document, write, pause)).to.equal(undefined);
      expect(written).to.deep.equal([]);
    });
  }

  it("the export's statements are added to what another write made of it", async () => {
    const { write, pause, written } = held(document, of(a, b, c));
    expect(await keepStatements(document, write, pause)).to.deep.equal({
      ...{ id: "ownStatementsRestored", severity: "warning", ...policy },
    });
    expect(written).to.deep.equal([of(a, b, c, own)]);
  });

  it("a statement of the export that another write changed is written again", async () => {
    const { write, pause, written } = held(document, of(a, b, { ...own, Effect: "Allow" }));
    expect(await keepStatements(document, write, pause)).to.include({
      id: "ownStatementsRestored",
    });
    expect(written).to.deep.equal([document]);
  });

  it("statements from others that went with them are found, and not written", async () => {
    const { write, pause, written } = held(document, of(a));
    expect(await keepStatements(document, write, pause)).to.deep.equal({
      ...{ ...lost, lost: [b], restored: true },
    });
    expect(written).to.deep.equal([of(a, own)]);
  });

  it("all are found when the policy is overwritten again and again", async () => {
    const { write, pause, written } = held(document, of(a), of(a), of(a), of(a));
    expect(await keepStatements(document, write, pause)).to.deep.equal({
      ...{ ...lost, lost: [own, b], restored: false },
    });
    expect(written).to.deep.equal([of(a, own), of(a, own), of(a, own)]);
  });

  it("a policy that was deleted is written with the export's statements", async () => {
    const { write, pause, written } = held(document, of());
    expect(await keepStatements(document, write, pause)).to.include({ restored: true });
    expect(written).to.deep.equal([of(own)]);
  });

  it("is said when it cannot be read", async () => {
    expect(
      await keepStatements(document, held(undefined).write, () => Promise.resolve()),
    ).to.deep.equal({
      ...{ id: "writersNotChecked", severity: "warning", ...policy, cause: denied },
    });
  });
});
