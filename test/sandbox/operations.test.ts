import { expect } from "chai";
import { readFileSync } from "node:fs";
import { SERVICES } from "../../sandbox/cloud/cloud";
import { modelOf } from "../../sandbox/models";
import { NOTES, WITHOUT_EFFECT } from "../../sandbox/notes";
import { wordsOf } from "../../tools/operations/code";
import { factsOf } from "../../tools/operations/facts";
import { REFERENCE_FILE, referenceText, pageOf } from "../../tools/operations/renderings";

const NEW_NOTE = "Fix: note it in sandbox/notes/<service>.ts, then npm run operations";

describe("the notes of the sandbox's operations", () => {
  it("are there for every operation, and for no other", () => {
    const operations = Object.fromEntries(
      Object.entries(SERVICES).map(([service, all]) => [service, Object.keys(all).sort()]),
    );
    const noted = Object.fromEntries(
      Object.keys(SERVICES).map((service) => [
        service,
        Object.keys(NOTES[service]?.operations ?? {}).sort(),
      ]),
    );
    expect(noted, NEW_NOTE).to.deep.equal(operations);
    expect(Object.keys(NOTES).sort()).to.deep.equal(Object.keys(SERVICES).sort());
  });

  it("say of each what is modelled, and name a page of its own", () => {
    const pages = new Map<string, string>();
    for (const [service, { source, operations }] of Object.entries(NOTES)) {
      for (const [name, note] of Object.entries(operations)) {
        const operation = `${service}:${name}`;
        expect(note.modelled.trim(), operation).not.to.equal("");
        const page = pageOf(source, name, note);
        expect(page, operation).to.match(
          /^https:\/\/(docs\.aws\.amazon|cloud\.google|learn\.microsoft)\.com\/\S+$/,
        );
        expect(pages.get(page), `${operation} has the page of`).to.equal(undefined);
        pages.set(page, operation);
      }
    }
  });

  it("name the decision on topics where rules publish to them", () => {
    const { events, sns } = NOTES;
    for (const note of [
      events?.operations["PutRule"],
      events?.operations["PutTargets"],
      sns?.operations["Publish"],
    ]) {
      expect(note?.modelled).to.contain("decisions/0012");
    }
  });

  it("are in docs/sandbox-operations.md as npm run operations writes them", async () => {
    expect(readFileSync(REFERENCE_FILE, "utf8")).to.equal(await referenceText());
  });

  it("say of members without effect what no operation of the service reads", () => {
    for (const [service, members] of Object.entries(WITHOUT_EFFECT)) {
      const declared = Object.values(modelOf(service)?.shapes ?? {}).flatMap((shape) =>
        Object.keys(shape.members ?? {}),
      );
      expect(declared, service).to.include.members(Object.keys(members));
      for (const name of Object.keys(SERVICES[service] ?? {})) {
        const words = wordsOf(service, name);
        const read = Object.keys(members).filter((member) => words.has(member));
        expect(read, `${service}:${name}`).to.deep.equal([]);
      }
    }
  });
});

describe("what is listed of an operation", () => {
  it("is each member that its code does not read, and no other", () => {
    const { unreadMembers } = factsOf("guardduty").find(({ name }) => name === "InviteMembers")!;
    expect(unreadMembers).to.deep.equal(["DisableEmailNotification", "Message"]);
    const updated = factsOf("guardduty").find(({ name }) => name === "UpdateDetector")!;
    expect(updated.unreadMembers).to.deep.equal(["DataSources"]);
  });

  it("is each error that the model declares and its code does not answer", () => {
    const { unansweredErrors } = factsOf("kms").find(({ name }) => name === "CancelKeyDeletion")!;
    expect(unansweredErrors).to.deep.equal(["DependencyTimeoutException", "InvalidArnException"]);
  });
});
