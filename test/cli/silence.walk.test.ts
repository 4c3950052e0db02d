import { expect } from "chai";

import * as changeCalls from "../../rules/health/changeCalls";
import type { Not, Reported } from "../../testing/silence/ways";
import { operationParts } from "../../sandbox/cloud/contract";
import { nameOf, WAYS, WITHOUT_MESSAGE, WITHOUT_ROW } from "../../testing/silence/ways";
import { ADMINISTRATOR } from "../../testing/live/world";
import { HERE, SIGNALS, watchedExport } from "../../testing/silence/world";

/** How a deployed export that works is reported. */
const WELL = { verdict: "healthy", ids: [] };
const reportedAs = (column: Reported | Not) => {
  if ("because" in column) return WELL;
  const { verdict, ids } = column;
  return { verdict, ids };
};

describe("A way to silence an export", () => {
  it("is none while nothing happened: every signal arrives, and nothing is reported", async () => {
    const target = await watchedExport();
    try {
      expect(await target.status()).to.deep.equal(WELL);
      expect(await target.health()).to.deep.equal(WELL);
      expect(await target.messages()).to.deep.equal([]);
      expect(await target.lost()).to.deep.equal([]);
    } finally {
      await target.close();
    }
  });

  it("is no destination that was made again under another id: status and health agree", async () => {
    const target = await watchedExport();
    try {
      const detector = target.sandbox.world().detectors[`${ADMINISTRATOR}/${HERE}`]!;
      const { [target.destinationId]: made, ...others } = detector.destinations;
      detector.destinations = { ...others, ["d".repeat(32)]: made! };
      expect((await target.status()).verdict).to.equal("healthy");
      const ids = ["destinationReplaced"];
      expect(await target.health()).to.deep.equal({ verdict: "healthy", ids });
      expect(await target.lost()).to.deep.equal([]);
    } finally {
      await target.close();
    }
  });

  it("is each call that a message is sent of, but for those with a reason", () => {
    const reported = Object.values(changeCalls).flatMap((calls) =>
      typeof calls === "string" ? [] : calls,
    );
    const rows = WAYS.map(({ call, recordedAs }) => recordedAs ?? operationParts(call).name);
    const missing = [...new Set(reported)].filter((call) => !rows.includes(call));
    expect(missing.sort()).to.deep.equal(Object.keys(WITHOUT_ROW).sort());
    const unreported = rows.filter((call) => !(reported as string[]).includes(call));
    // Deployments put targets too: `status` compares them.
    expect([...new Set(unreported)]).to.deep.equal(["DeleteServiceLinkedRole", "PutTargets"]);
    const without = Object.keys(WITHOUT_MESSAGE);
    expect(reported.filter((call) => without.includes(call))).to.deep.equal([]);
  });

  for (const way of WAYS) {
    describe(nameOf(way), () => {
      it("is reported in all columns of its row", async () => {
        const target = await watchedExport(way);
        try {
          await way.silence(target);
          const { message } = way;
          const messages = await target.messages();
          const { name: call } = operationParts(way.call);
          if ("because" in message) {
            const reports = messages.filter((text) => text.includes(": GuardDuty export: "));
            expect(reports).to.deep.equal([]);
          } else {
            const found = messages.filter((text) => text.startsWith(`${message.rule}: `));
            const own = found.filter((text) =>
              text.includes(`GuardDuty export: ${way.recordedAs ?? call} `),
            );
            expect(own).to.have.length(1);
            expect(own[0]).to.include(`by arn:aws:iam::${message.account}:root (request `);
          }
          expect(await target.status()).to.deep.equal(reportedAs(way.status));
          expect(await target.health()).to.deep.equal(reportedAs(way.health));
          const wanted = "because" in way.lost ? [] : way.lost;
          const lost = SIGNALS.filter((signal) => wanted.includes(signal));
          expect(await target.lost()).to.deep.equal(lost);
        } finally {
          await target.close();
        }
      });
    });
  }
});
