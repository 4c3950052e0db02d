import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { expect } from "chai";

import { gitIn } from "../../testing/git";
import { runAt } from "../../testing/command";

const PROJECT = "name: guardduty-export\nruntime: nodejs\nstackConfigDir: stacks\n";
const STACK = "config:\n  guardduty-export:regions: [us-east-1]\n";

interface Compared {
  changes: { id: string; risk: boolean; files?: string[]; path?: string }[];
  /** What plan prints. */
  printed: string;
}

type Git = ReturnType<typeof gitIn>;

/** What plan compares in a project `infra` of a repository, after `base` is committed and `head` is done. */
async function compared(
  base: (root: string, git: Git) => void,
  head: (root: string, git: Git) => void,
): Promise<Compared> {
  const root = mkdtempSync(path.join(os.tmpdir(), "against-program-"));
  const git = gitIn(root);
  try {
    git("init", "--quiet", "--initial-branch=main");
    write(root, { "infra/Pulumi.yaml": PROJECT, "infra/stacks/Pulumi.prod.yaml": STACK });
    base(root, git);
    git("add", ".");
    git("commit", "--quiet", "--message=base");
    head(root, git);
    const command = ["plan", "--stack", "prod", "--against", "main"];
    const { out, err } = await runAt(path.join(root, "infra"), [...command, "--format", "json"]);
    expect(err).to.equal("");
    const { out: printed } = await runAt(path.join(root, "infra"), command);
    return { ...(JSON.parse(out) as Compared), printed };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function write(root: string, files: { [file: string]: string }) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const nothing = () => undefined;

/** A submodule `infra/vendored` at a commit that need not be there. */
function submodule(git: Git, commit: string) {
  git("update-index", "--add", "--cacheinfo", `160000,${commit.repeat(40)},infra/vendored`);
}

describe("plan --against: what is run", () => {
  const cases: {
    what: string;
    base?: Parameters<typeof compared>[0];
    head: Parameters<typeof compared>[1];
    expected: string[];
  }[] = [
    {
      what: "another target of a linked folder",
      base: (root) => symlinkSync("ours", path.join(root, "infra/lib")),
      head: (root) => {
        rmSync(path.join(root, "infra/lib"));
        symlinkSync("theirs", path.join(root, "infra/lib"));
      },
      expected: ["programChanged lib"],
    },
    {
      what: "another commit of a submodule that .gitmodules says to ignore",
      base: (root, git) => {
        const ignored = '[submodule "v"]\n  path = infra/vendored\n  url = ./v\n  ignore = all\n';
        write(root, { ".gitmodules": ignored });
        mkdirSync(path.join(root, "infra/vendored"));
        submodule(git, "1");
      },
      head: (_, git) => submodule(git, "2"),
      expected: ["programChanged vendored"],
    },
    {
      what: "the lock file of the workspace that the project is in",
      base: (root) => write(root, { "pnpm-lock.yaml": "a", "README.md": "a", "app/index.ts": "a" }),
      head: (root) => write(root, { "pnpm-lock.yaml": "b", "README.md": "b", "app/index.ts": "b" }),
      expected: ["programChanged ../pnpm-lock.yaml"],
    },
    {
      what: "a program outside of the repository, which no commit of it has",
      base: (root) => write(root, { "infra/Pulumi.yaml": `${PROJECT}main: ../../theirs\n` }),
      head: (root) => write(root, { "infra/index.ts": "a" }),
      expected: ["programChanged index.ts"],
    },
    {
      what: "a program in another folder of the repository",
      base: (root) =>
        write(root, { "infra/Pulumi.yaml": `${PROJECT}main: ../app\n`, "app/index.ts": "a" }),
      head: (root) => write(root, { "app/index.ts": "b" }),
      expected: ["programChanged ../app/index.ts"],
    },
    ...["Program.csproj", "Pipfile.lock", "patches/pulumi.patch", "tsconfig.build.json"].map(
      (file) => ({
        what: file,
        base: (root: string) => write(root, { [`infra/${file}`]: "a" }),
        head: (root: string) => write(root, { [`infra/${file}`]: "b" }),
        expected: [`programChanged ${file}`],
      }),
    ),
    {
      what: "the state that Pulumi deploys to",
      head: (root) =>
        write(root, { "infra/Pulumi.yaml": `${PROJECT}backend:\n  url: file:///tmp/state\n` }),
      expected: ["! surroundingsChanged Pulumi.yaml backend.url"],
    },
    {
      what: "whose key encrypts the state's secrets",
      head: (root) =>
        write(root, {
          "infra/stacks/Pulumi.prod.yaml": `secretsprovider: awskms://alias/theirs\n${STACK}`,
        }),
      expected: ["! surroundingsChanged secretsprovider"],
    },
    {
      what: "no document",
      base: (root) => write(root, { "infra/README.md": "a", "infra/docs/policy.txt": "a" }),
      head: (root) => write(root, { "infra/README.md": "b", "infra/docs/policy.txt": "b" }),
      expected: [],
    },
  ];

  for (const { what, base = nothing, head, expected } of cases) {
    it(`includes ${what}`, async () => {
      const { changes } = await compared(base, head);
      const found = changes.map(({ id, risk, files, path: at }) =>
        [...(risk ? ["!"] : []), id, ...(files ?? [at])].join(" "),
      );
      expect(found).to.deep.equal(expected);
    });
  }

  it("says in the summary that what a changed program does is not checked", async () => {
    const { printed } = await compared(nothing, (root) =>
      write(root, { "infra/stacks/index.ts": "a" }),
    );
    const [summary] = printed.split("\n");
    expect(summary).to.match(/; part of what this change does is not checked$/);
  });
});
