import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { inspect } from "node:util";

import { ArgsError } from "../../../components/shared/argsError";
import { problem, setLike } from "../../../rules/problems";
import { configError } from "../../../stacks/config";

/** The frame that Node.js takes for endless: it is not inspected here. */
const FRAME = /^ +at /m;

describe("An error that is shown by its text alone", () => {
  const problems = [problem("empty", "regions", setLike("regions", ["us-east-1"]))];
  const errors: { [what: string]: () => Error } = {
    "of arguments": () => new ArgsError('GuardDutyExport "findings"', problems),
    "of stack config": () => {
      void pulumi.runtime.setMocks({
        newResource: ({ id = "", inputs }) => ({ id, state: inputs }),
        call: ({ inputs }) => inputs,
      });
      return configError(problems);
    },
  };

  for (const [what, make] of Object.entries(errors)) {
    it(`has no frames for Node.js to inspect: ${what}`, () => {
      const { stack, message } = make();
      expect(stack).not.to.match(FRAME);
      expect(inspect(make(), { colors: true })).to.contain(message);
    });
  }
});
