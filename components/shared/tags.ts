import * as pulumi from "@pulumi/pulumi";

import { EXPORT_TAG } from "../../rules/exportTag";
import type { Tags } from "../export/context";

/** A key's tags with that of the export, by which the deploying identity may change the key. */
export function keyTags(sidPrefix: string, ...tags: (Tags | undefined)[]): Tags {
  const [common, own] = tags;
  const merged = mergedTags(common, own);
  const exportTag = { [EXPORT_TAG]: sidPrefix };
  if (merged === undefined) return exportTag;
  return pulumi.output(merged).apply((all) => ({ ...all, ...exportTag }));
}

/** The component's tags and a resource's own, which win; undefined when there are none. */
export function mergedTags(common: Tags | undefined, own: Tags | undefined): Tags | undefined {
  if (common === undefined) return own;
  if (own === undefined) return common;
  return pulumi.all([common, own]).apply(([shared, specific]) => ({ ...shared, ...specific }));
}
