import { expect } from "chai";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A checkout with nothing but tools/node, and a PATH whose node and npm are these scripts. */
function checkout({ node, npm = "exit 1" }) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "node-"));
  fs.cpSync("tools/node", path.join(root, "tools/node"), { recursive: true });
  const programs = path.join(root, "bin");
  fs.mkdirSync(programs);
  const write = (name, script) =>
    fs.writeFileSync(path.join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  if (node) write("node", `echo ${node}`);
  write("npm", npm);
  const bin = path.join(root, ".cache/node/node_modules/.bin");
  const PATH = [bin, programs, "/usr/bin", "/bin"].join(":");
  const ensure = () => {
    const script = path.join(root, "tools/node/ensure.sh");
    const { status, stderr } = spawnSync("/bin/sh", [script], { env: { PATH }, encoding: "utf8" });
    return { status, stderr };
  };
  return { bin, ensure, close: () => fs.rmSync(root, { recursive: true }) };
}

/** An npm that installs a node as `npm ci` does, and counts how often. */
const INSTALLS =
  "mkdir -p node_modules/.bin && echo x >> ../installs && " +
  "printf '#!/bin/sh\\necho v22.23.3\\n' > node_modules/.bin/node && chmod +x node_modules/.bin/node";

describe("the Node.js that make runs on", () => {
  const cases = [
    ["v22.0.0", undefined],
    ["v24.21.0", undefined],
    ["v20.20.2", "v22.23.3"],
    ["v9.11.2", "v22.23.3"],
  ];
  for (const [node, installed] of cases) {
    it(`${node} on PATH: ${installed ? "the pinned one is installed, once" : "it is used"}`, () => {
      const { bin, ensure, close } = checkout({ node, npm: INSTALLS });
      try {
        expect(ensure().status).to.equal(0);
        expect(ensure()).to.deep.equal({ status: 0, stderr: "" });
        expect(fs.existsSync(path.join(bin, "node"))).to.equal(installed !== undefined);
        if (installed) {
          const installs = path.join(bin, "../../../installs");
          expect(fs.readFileSync(installs, "utf8")).to.equal("x\n");
        }
      } finally {
        close();
      }
    });
  }

  it("leaves the folder when the one on PATH was updated since", () => {
    const { bin, ensure, close } = checkout({ node: "v22.1.0" });
    try {
      fs.mkdirSync(bin, { recursive: true });
      fs.writeFileSync(path.join(bin, "node"), "#!/bin/sh\necho v22.23.3\n", { mode: 0o755 });
      expect(ensure()).to.deep.equal({ status: 0, stderr: "" });
      expect(fs.existsSync(bin)).to.equal(false);
    } finally {
      close();
    }
  });

  const failures = [
    ["npm fails", { node: "v20.0.0" }, "npm could not install it."],
    [
      "npm has none for the platform",
      { node: "v20.0.0", npm: "exit 0" },
      "npm has none for this platform.",
    ],
  ];
  for (const [title, programs, reason] of failures) {
    it(`says what to install when ${title}`, () => {
      const { bin, ensure, close } = checkout(programs);
      try {
        const { status, stderr } = ensure();
        expect(status).to.equal(1);
        expect(stderr.trimEnd().split("\n").pop()).to.equal(
          `${reason} Install Node.js >= 22 (https://nodejs.org/en/download).`,
        );
        expect(fs.existsSync(bin)).to.equal(false);
      } finally {
        close();
      }
    });
  }

  it("is the oldest that package.json accepts, and is locked with its hashes", () => {
    const { engines } = JSON.parse(fs.readFileSync("package.json", "utf8"));
    const script = fs.readFileSync("tools/node/ensure.sh", "utf8");
    expect(engines.node).to.equal(`>=${/^minimum=(\d+)$/m.exec(script)[1]}`);
    const { packages } = JSON.parse(fs.readFileSync("tools/node/package-lock.json", "utf8"));
    const { "": own, ...locked } = packages;
    expect(Object.keys(locked).map((folder) => folder.slice("node_modules/".length))).to.deep.equal(
      Object.keys(own.optionalDependencies),
    );
    for (const { version, integrity } of Object.values(locked)) {
      expect(version.split(".")[0]).to.equal(/\d+/.exec(engines.node)[0]);
      expect(integrity).to.match(/^sha512-/);
    }
  });
});
