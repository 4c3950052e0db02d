import * as pulumi from "@pulumi/pulumi";

import { logged } from "../../rules/findings/logged";
import { withoutStack } from "./withoutStack";

/** Older engines lose imported resources on a later update, and know no error hooks. */
export const ENGINE_RANGE = ">=3.257.0";

/** Ends the program with one line when the Pulumi CLI is too old. */
export function requireEngine(): void {
  pulumi.runtime.requirePulumiVersion(ENGINE_RANGE).catch((error: Error) => {
    const text = `guardduty-export needs the Pulumi CLI ${ENGINE_RANGE}: ${error.message}`;
    throw withoutStack(new pulumi.RunError(logged("engineTooOld", text)));
  });
}
