import { expect } from "chai";
import { execFileSync } from "node:child_process";

import { environmentText, shellOf } from "../../sandbox/environment";

const ENV = { PLAIN: "http://127.0.0.1:1", QUOTED: "it's $HOME\\`x`" };

describe("The environment that the sandbox prints", () => {
  it("is read by bash as it is meant, whatever stands in it", () => {
    const script = `${environmentText(ENV, "bash")}printf '%s\\n' "$PLAIN" "$QUOTED"`;
    const printed = execFileSync("bash", ["-c", script], { encoding: "utf8" });
    expect(printed).to.equal(`${Object.values(ENV).join("\n")}\n`);
  });

  it("is quoted as the shell quotes", () => {
    expect(environmentText(ENV, "zsh")).to.equal(environmentText(ENV, "bash"));
    expect(environmentText(ENV, "fish")).to.equal(
      "set -gx PLAIN 'http://127.0.0.1:1'\nset -gx QUOTED 'it\\'s $HOME\\\\`x`'\n",
    );
    expect(environmentText(ENV, "powershell")).to.equal(
      "$env:PLAIN = 'http://127.0.0.1:1'\n$env:QUOTED = 'it''s $HOME\\`x`'\n",
    );
  });

  it("is for the shell that the sandbox is started from", () => {
    expect(shellOf({ SHELL: "/usr/bin/fish" }, "linux")).to.equal("fish");
    expect(shellOf({ SHELL: "/bin/zsh", PSModulePath: "/x" }, "darwin")).to.equal("zsh");
    expect(shellOf({ SHELL: "/bin/dash" }, "linux")).to.equal("bash");
    expect(shellOf({}, "linux")).to.equal("bash");
    expect(shellOf({ PSModulePath: "/x" }, "linux")).to.equal("powershell");
    expect(shellOf({}, "win32")).to.equal("powershell");
  });
});
