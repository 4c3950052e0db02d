import { expect } from "chai";

import { lineProblems } from "../../../rules/lists/lines";

describe("The file of a list", () => {
  it("may have public addresses and ranges, and domains where the kind takes them", () => {
    const ips = "198.51.100.7\n\n203.0.113.0/24\r\n2001:db8::/32\n";
    expect(lineProblems("IPSet", ips)).to.deep.equal([]);
    expect(lineProblems("ThreatEntitySet", `${ips}evil.example.com\n*.bad.example`)).to.deep.equal(
      [],
    );
  });

  const bad: [what: string, text: string, problem: object][] = [
    ["a domain of an IP set", "a.example.com", { id: "domainNotTaken", line: 1 }],
    ["a comment", "198.51.100.7\n# ours", { id: "notEntry", line: 2 }],
    ["a prefix that is too long", "198.51.100.0/33", { id: "notEntry", line: 1 }],
    ["a private address", "10.1.2.3", { id: "notPublic", line: 1 }],
    ["a private range", "192.168.4.0/24", { id: "notPublic", line: 1 }],
    ["a range that holds a private one", "172.0.0.0/8", { id: "notPublic", line: 1 }],
    ["every address", "0.0.0.0/0", { id: "notPublic", line: 1 }],
    ["a link-local address", "fe80::1", { id: "notPublic", line: 1 }],
    ["an entry twice", "198.51.100.7\n198.51.100.7", { id: "repeatedEntry", line: 2, first: 1 }],
  ];
  for (const [what, text, problem] of bad) {
    it(`may not have ${what}`, () => {
      const { line } = problem as { line: number };
      const got = text.split("\n")[line - 1];
      expect(lineProblems("IPSet", text)).to.deep.equal([{ ...problem, got }]);
    });
  }

  it("may not be empty, nor have more entries than GuardDuty reads", () => {
    expect(lineProblems("IPSet", "\n \n")).to.deep.equal([{ id: "fileEmpty" }]);
    const text = Array.from({ length: 2001 }, (_, n) => `198.51.${n >> 8}.${n & 255}`).join("\n");
    expect(lineProblems("IPSet", text)).to.deep.equal([
      { id: "entryCount", count: 2001, allowed: 2000 },
    ]);
    expect(lineProblems("ThreatIntelSet", text)).to.deep.equal([]);
  });
});
