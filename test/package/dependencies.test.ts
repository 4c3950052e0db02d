import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./pack";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const parsed = (file: string) => JSON.parse(read(file)) as { [part: string]: object };

describe("What the package is built with and depends on", () => {
  it("is named by exact versions", () => {
    const versions = ["package.json", "sandbox/package.json"].flatMap((file) => {
      const { dependencies, devDependencies } = parsed(file);
      return Object.entries({ ...dependencies, ...devDependencies } as { [name: string]: string });
    });
    expect(versions).to.have.length.greaterThan(30);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).to.eql([]);
  });

  it("is of one version in the package and in the sandbox", () => {
    const root = parsed("package.json");
    const own = { ...root["devDependencies"], ...root["dependencies"] };
    expect(own).to.include(parsed("sandbox/package.json")["devDependencies"]);
  });

  it("is locked with the hash of each package, wherever it is got from", () => {
    const { packages } = parsed("package-lock.json");
    const locked = Object.entries(
      packages as { [folder: string]: { integrity?: string; link?: boolean } },
    );
    expect(locked).to.have.length.greaterThan(100);
    const open = locked.filter(([folder, { integrity = "", link }]) => {
      return !link && !["", "sandbox"].includes(folder) && !integrity.startsWith("sha512-");
    });
    expect(open.map(([folder]) => folder)).to.deep.equal([]);
  });

  it("is installed in workflows as it is locked", () => {
    const folder = ".github/workflows";
    const scripts = [...readdirSync(path.join(ROOT, folder)).map((file) => `${folder}/${file}`)];
    const installs = [...scripts, "Makefile"].flatMap((file) => [
      ...read(file).matchAll(/\bnpm (?:ci|i|install|add|update)\b/g),
    ]);
    expect(installs.map(([command]) => command)).to.deep.equal(Array(5).fill("npm ci"));
  });
});
