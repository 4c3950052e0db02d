import * as pulumi from "@pulumi/pulumi";

import type { HealthArgsSettings, healthNames } from "../../rules/health";
import { missingIds } from "../../rules/health";
import { findingsLocation } from "../../rules/readers";
import type { FindingsLocation } from "../../rules/readers";
import { refuse } from "../shared/checks";
import type { ExportHealthArgs } from "./args";

/** What every part of the health check registers its resources with. */
export interface HealthContext {
  parent: pulumi.Resource;
  names: ReturnType<typeof healthNames>;
  settings: HealthArgsSettings;
  args: ExportHealthArgs;
  /** Identifies this health check among others of the account: in metrics, the dashboard and messages. */
  exportName: string;
  /** Where the findings are. */
  location: pulumi.Output<FindingsLocation>;
  /** Detector ids by Region: each Region has one. */
  detectorIds: pulumi.Output<{ [region: string]: string }>;
  /** The same of the destinations; of a Region without one there is none. */
  destinationIds: pulumi.Output<{ [region: string]: string | undefined }>;
}

export function locationOf({
  findingsUri,
  keyArn,
}: ExportHealthArgs): pulumi.Output<FindingsLocation> {
  return pulumi.all([findingsUri, keyArn]).apply(([uri, arn]) => findingsLocation(uri, arn));
}

/** Detector ids by Region; the component fails when a Region has none. */
export function detectorsOf(
  component: pulumi.Resource,
  { regions, detectorIds }: ExportHealthArgs,
): pulumi.Output<{ [region: string]: string }> {
  return pulumi.output(detectorIds).apply((ids) => {
    refuse(component, missingIds("detectorIds", ids, regions));
    return ids;
  });
}

/** Destination ids by Region. A Region that the export could make none in is watched too, and is not healthy. */
export function destinationsOf(
  component: pulumi.Resource,
  { regions, destinationIds }: ExportHealthArgs,
): pulumi.Output<{ [region: string]: string }> {
  return pulumi.output(destinationIds).apply((ids) => {
    const missing = regions.filter((region) => ids[region] === undefined);
    if (missing.length > 0) {
      const text = `there is no destination in ${missing.join(", ")}: the health check reports these Regions as unhealthy until there is one`;
      void pulumi.log.warn(text, component);
    }
    return ids;
  });
}
