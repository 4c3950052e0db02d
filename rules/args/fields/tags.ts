import { z } from "zod";

import { addProblem, input } from "./shapes";

const LONGEST_NAME = 128;
const LONGEST_VALUE = 256;
const MOST_TAGS = 50;

const tagValue = input(z.string().max(LONGEST_VALUE));

/** Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tags = input(
  z.record(z.string(), tagValue).superRefine((value, context) => {
    const names = Object.keys(value);
    if (names.length > MOST_TAGS) {
      const values = { count: names.length };
      addProblem(context, { id: "tagCount", values, remove: names.slice(MOST_TAGS) });
    }
    for (const name of names) {
      if (name === "" || name.length > LONGEST_NAME) {
        const values = { length: name.length };
        addProblem(context, { id: "tagNameLength", values, remove: true }, name);
      } else if (/^aws:/i.test(name)) {
        const rename = name.replace(/^aws:/i, "");
        const free = rename !== "" && !names.includes(rename) && !/^aws:/i.test(rename);
        const fix = free ? { rename } : { remove: true };
        addProblem(context, { id: "tagNameReserved", values: { name }, ...fix }, name);
      }
    }
  }),
);
