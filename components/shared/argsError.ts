import * as pulumi from "@pulumi/pulumi";

import type { Problem } from "../../rules/problems";
import { capped, identifiedProblem, problemsText } from "../../rules/problems";
import { withoutStack } from "./withoutStack";

/**
 * Every problem of a component's arguments. Thrown before anything is registered.
 * In a program Pulumi prints the text alone; in a plugin each problem is shown at its property.
 */
export class ArgsError extends pulumi.InputPropertiesError {
  constructor(component: string, problems: readonly Problem[]) {
    const texts = problems.map((problem) => identifiedProblem(problem));
    const notPlain = new Set(
      problems.filter(({ id }) => id === "notPlain").map(({ path }) => path),
    );
    super({
      message: problemsText(component, texts),
      errors: capped(texts).shown.map(({ path, reason }) => ({
        propertyPath: notPlain.has(path) ? pathWithoutValue(path) : path,
        reason,
      })),
    });
    this.name = "ArgsError";
    // The mark of RunError: without it a program's user sees a stack and an object dump.
    Object.assign(this, { __pulumiRunError: true });
    withoutStack(this);
  }
}

/**
 * A path at which the engine finds no value: 3.276 prints the value at the path of a problem, and ends in a panic at one that is not
 * known yet.
 */
const pathWithoutValue = (path: string) => `${path}:`;
