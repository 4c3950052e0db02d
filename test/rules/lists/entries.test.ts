import { expect } from "chai";

import { entryProblems, fileText } from "../../../rules/lists/entries";

describe("The entries of a list", () => {
  it("may be public addresses and ranges", () => {
    const ips = ["198.51.100.7", "", "203.0.113.0/24\r", "2001:db8::/32"];
    expect(entryProblems("IPSet", ips)).to.deep.equal([]);
  });

  it("are the lines of its file, without those that are empty", () => {
    const lines = "198.51.100.7\r\n\r\n 203.0.113.0/24 \r\n".split("\n");
    expect(fileText(lines)).to.equal("198.51.100.7\n203.0.113.0/24\n");
  });

  it("are the same file in another order or case", () => {
    const file = "203.0.113.7\nevil.example\n";
    expect(fileText(["Evil.example", "203.0.113.7"])).to.equal(file);
    expect(fileText(["203.0.113.7", "evil.EXAMPLE"])).to.equal(file);
  });

  const bad: [what: string, entries: string[], problem: object][] = [
    ["a domain of an IP set", ["a.example.com"], { id: "listDomain", index: 0 }],
    ["a comment", ["198.51.100.7", "# ours"], { id: "listEntry", index: 1 }],
    ["a prefix that is too long", ["198.51.100.0/33"], { id: "listEntry", index: 0 }],
    ["a private address", ["10.1.2.3"], { id: "listPrivate", index: 0 }],
    ["a private range", ["192.168.4.0/24"], { id: "listPrivate", index: 0 }],
    ["a range that holds a private one", ["172.0.0.0/8"], { id: "listPrivate", index: 0 }],
    ["every address", ["0.0.0.0/0"], { id: "listPrivate", index: 0 }],
    ["a link-local address", ["fe80::1"], { id: "listPrivate", index: 0 }],
    [
      "an entry twice",
      ["198.51.100.7", "", "198.51.100.7"],
      { id: "listRepeated", index: 2, first: 0 },
    ],
  ];
  for (const [what, entries, problem] of bad) {
    it(`may not be ${what}`, () => {
      const { index } = problem as { index: number };
      expect(entryProblems("IPSet", entries)).to.deep.equal([{ ...problem, got: entries[index] }]);
    });
  }

  it("may be domains in a list of entities, and addresses too", () => {
    const entries = ["a.example.com", "*.example.com", "198.51.100.7", "2001:db8::/32"];
    expect(entryProblems("ThreatEntitySet", entries)).to.deep.equal([]);
    const bad = ["example", "10.0.0.1", "https://a.example.com"];
    expect(entryProblems("TrustedEntitySet", bad).map(({ id }) => id)).to.deep.equal([
      ...["listEntry", "listPrivate", "listEntry"],
    ]);
  });

  it("may not be none, nor more than GuardDuty reads", () => {
    expect(entryProblems("IPSet", ["", " "])).to.deep.equal([{ id: "listEmpty" }]);
    const many = Array.from({ length: 2001 }, (_, n) => `198.51.${n >> 8}.${n & 255}`);
    expect(entryProblems("IPSet", many)).to.deep.equal([
      { id: "listEntryCount", count: 2001, allowed: 2000 },
    ]);
    expect(entryProblems("ThreatIntelSet", many)).to.deep.equal([]);
  });
});
