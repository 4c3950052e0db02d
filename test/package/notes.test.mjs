import { expect } from "chai";

import { notesOf } from "../../tools/release/notes.mjs";

const CHANGELOG =
  "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.1.0\n\n- New.\n\n## 1.0.0\n\n- Old.\n";

describe("The notes of a release", () => {
  it("are its section of the changelog", () => {
    expect(notesOf("v1.1.0", "1.1.0", CHANGELOG)).to.equal("- New.");
    expect(notesOf("v1.0.0", "1.0.0", CHANGELOG)).to.equal("- Old.");
  });

  it("are refused for a tag that is not the package's version", () => {
    expect(() => notesOf("v1.1.0", "1.0.0", CHANGELOG)).to.throw(
      "the tag is v1.1.0 and package.json has 1.0.0",
    );
  });

  it("are refused for a version that the changelog does not have", () => {
    expect(() => notesOf("v1.2.0", "1.2.0", CHANGELOG)).to.throw(
      "CHANGELOG.md has no section 1.2.0",
    );
  });
});
