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

  it("may be internationalized domains in their ASCII form, of the highest level too", () => {
    const entries = ["xn--bcher-kva.example", "example.xn--p1ai", "*.xn--e1afmkfd.xn--p1ai"];
    expect(entryProblems("ThreatEntitySet", entries)).to.deep.equal([]);
  });

  const meant: [entry: string, meant: string | undefined][] = [
    ["bücher.example", "xn--bcher-kva.example"],
    ["*.пример.рф", "*.xn--e1afmkfd.xn--p1ai"],
    ["bad.example.com.", "bad.example.com"],
    ["https://evil.example.org:8443/a?b", "evil.example.org"],
    ["9.9.9.9 # resolver", "9.9.9.9"],
    ["9.9.9.9:53", "9.9.9.9"],
    ["9.9.9.0/24;ours", "9.9.9.0/24"],
    ["10.0.0.1 # ours", undefined],
    ["localhost", undefined],
    ["*", undefined],
    ["2606:4700::1%eth0", undefined],
  ];
  for (const [entry, like] of meant) {
    it(`that are none, such as ${entry}, ${like === undefined ? "mean no other" : `mean ${like}`}`, () => {
      expect(entryProblems("ThreatEntitySet", [entry])).to.deep.equal([
        { id: "listEntry", index: 0, got: entry, ...(like !== undefined && { meant: like }) },
      ]);
    });
  }

  it("are ranges by their first address", () => {
    const of = (...entries: string[]) =>
      entryProblems("ThreatIntelSet", entries).map((one) => "network" in one && one.network);
    expect(of("8.8.8.5/24", "2606:4700::1/32", "2001:4860::ffff:0/127")).to.deep.equal([
      ...["8.8.8.0/24", "2606:4700::/32"],
    ]);
    expect(of("9.9.9.9/31", "2606:4700:a:b:c:d:1.2.3.4/112")).to.deep.equal([
      ...["9.9.9.8/31", "2606:4700:a:b:c:d:102:0/112"],
    ]);
  });

  for (const [one, other] of [
    ["8.8.8.8", "8.8.8.8/32"],
    ["2606:4700::1", "2606:4700:0000:0:0::0001"],
    ["2606:4700::/32", "2606:4700:0::/32"],
    ["2606:4700::FFFF", "2606:4700::ffff/128"],
    ["::ffff:8.8.8.8", "::ffff:808:808"],
    ["Evil.example", "evil.EXAMPLE"],
  ] as const) {
    it(`are one as ${one} and ${other}`, () => {
      expect(entryProblems("ThreatEntitySet", [one, other])).to.deep.equal([
        { id: "listRepeated", index: 1, got: other, first: 0 },
      ]);
    });
  }

  it("may not be none, nor more than GuardDuty reads", () => {
    expect(entryProblems("IPSet", ["", " "])).to.deep.equal([{ id: "listEmpty" }]);
    const many = Array.from({ length: 2001 }, (_, n) => `198.51.${n >> 8}.${n & 255}`);
    expect(entryProblems("IPSet", many)).to.deep.equal([
      { id: "listEntryCount", count: 2001, allowed: 2000 },
    ]);
    expect(entryProblems("ThreatIntelSet", many)).to.deep.equal([]);
  });
});
