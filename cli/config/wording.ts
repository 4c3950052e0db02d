import type { z } from "zod";

import { shown } from "../../rules/problems";

const KINDS: { [expected: string]: string } = {
  array: "list",
  int: "whole number",
  record: "map",
};

/** Wording for what a schema does not word itself. */
export const wording: z.core.$ZodErrorMap = (issue) => {
  const got = `got ${shown(issue.input)}`;
  switch (issue.code) {
    case "invalid_type": {
      const kind = KINDS[issue.expected] ?? issue.expected;
      return issue.input === undefined
        ? `is required: give a ${kind}`
        : `must be a ${kind}; ${got}`;
    }
    case "invalid_value": {
      const values = issue.values.map(String).join(", ");
      return issue.input === undefined
        ? `is required: give one of ${values}`
        : `must be one of ${values}; ${got}`;
    }
    case "too_small":
      return `must be at least ${issue.minimum}; ${got}`;
    case "too_big":
      return `must be at most ${issue.maximum}; ${got}`;
    default:
      return undefined;
  }
};
