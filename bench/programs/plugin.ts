// What the SDK of another language registers: the component, which the engine has the package's plugin make.
import * as pulumi from "@pulumi/pulumi";

import type { ProgramInput } from "./input";
import { exportArgs } from "./input";

const OUTPUTS = ["bucketName", "keyArn", "detectorIds", "destinationIds"] as const;
type Outputs = { [name in (typeof OUTPUTS)[number]]: pulumi.Output<unknown> };

class RemoteExport extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs) {
    const outputs = Object.fromEntries(OUTPUTS.map((output) => [output, undefined]));
    super("guardduty-export:index:GuardDutyExport", name, { ...args, ...outputs }, {}, true);
  }
}

export function program(input: ProgramInput) {
  const { bucketName, keyArn, detectorIds, destinationIds } = new RemoteExport(
    "findings",
    exportArgs(input),
  ) as RemoteExport & Outputs;
  return { bucketName, keyArn, detectorIds, destinationIds };
}
