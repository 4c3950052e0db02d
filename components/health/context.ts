import * as pulumi from "@pulumi/pulumi";

import type { HealthArgsSettings, healthNames } from "../../rules/health";
import { findingsPlace } from "../../rules/readers";
import type { FindingsPlace } from "../../rules/readers";
import { failure } from "../failure";
import type { ExportHealthArgs } from "./args";

/** What every part of the health check registers its resources with. */
export interface HealthContext {
  parent: pulumi.Resource;
  names: ReturnType<typeof healthNames>;
  settings: HealthArgsSettings;
  args: ExportHealthArgs;
  /** Tells this health check from others of the account: in metrics, the dashboard and messages. */
  exportName: string;
  /** Where the findings are. */
  place: pulumi.Output<FindingsPlace>;
  /** Detector ids by Region: each Region has one. */
  detectorIds: pulumi.Output<{ [region: string]: string }>;
  /** The same of the destinations. */
  destinationIds: pulumi.Output<{ [region: string]: string }>;
}

export function placeOf({ findingsUri, keyArn }: ExportHealthArgs): pulumi.Output<FindingsPlace> {
  return pulumi.all([findingsUri, keyArn]).apply(([uri, arn]) => findingsPlace(uri, arn));
}

/** Ids by Region; the component fails when a Region has none. */
export function idsByRegion(
  component: pulumi.Resource,
  what: "detectorIds" | "destinationIds",
  args: ExportHealthArgs,
): pulumi.Output<{ [region: string]: string }> {
  return pulumi.output(args[what]).apply((ids) => {
    const missing = args.regions.filter((region) => ids[region] === undefined);
    if (missing.length === 0) return ids;
    const text = `${what} has none for ${missing.join(", ")}: give the export's output`;
    throw failure(component, text);
  });
}
