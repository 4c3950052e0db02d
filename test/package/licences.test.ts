import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./pack";

interface Locked {
  dev?: boolean;
  /** A workspace of this project. */
  link?: boolean;
  license?: string;
}

/** Licences that what users install along with the package may have. */
const ALLOWED = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];
/** For tests alone: no file of these is published. */
const COPYLEFT = /GPL|MPL|EUPL|SSPL/;
/** One of several that may be chosen. */
const isCopyleft = (license: string) =>
  license
    .replace(/[()]/g, "")
    .split(" OR ")
    .every((one) => COPYLEFT.test(one));

const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  packages: { [folder: string]: Locked };
};
const nameOf = (folder: string) => folder.split("node_modules/").at(-1) as string;
const dependencies = Object.entries(packages).filter(
  ([folder, { link }]) => !link && !["", "sandbox"].includes(folder),
);

describe("The licences of dependencies", () => {
  it("are permissive for all that is installed with the package", () => {
    const production = dependencies.filter(([, { dev }]) => !dev);
    expect(production.map(([folder]) => nameOf(folder))).to.include.members(["zod", "commander"]);
    const others = production.filter(([, { license = "none" }]) => !ALLOWED.includes(license));
    expect(others.map(([folder, { license }]) => `${nameOf(folder)}: ${license}`)).to.deep.equal(
      [],
    );
  });

  it("are copyleft for the evaluator that tests compare with alone", () => {
    const copyleft = dependencies.filter(([, { license = "" }]) => isCopyleft(license));
    expect(copyleft.filter(([, { dev }]) => !dev)).to.deep.equal([]);
    const scopes = copyleft.map(([folder]) => nameOf(folder).split("/")[0]);
    expect([...new Set(scopes)]).to.deep.equal(["@cloud-copilot"]);
  });
});
