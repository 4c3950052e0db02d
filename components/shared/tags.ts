import * as pulumi from "@pulumi/pulumi";

import { EXPORT_TAG } from "../../rules/exportTag";
import { exportNameOf } from "../../rules/health/names";
import type { Tags } from "../export/context";

/** Tags with that of the export, by which the deploying identity may change a key, and by which what a state lost is found. */
export function keyTags(sidPrefix: string, ...tags: (Tags | undefined)[]): Tags {
  const [common, own] = tags;
  const merged = mergedTags(common, own);
  const exportTag = { [EXPORT_TAG]: sidPrefix };
  if (merged === undefined) return exportTag;
  return pulumi.output(merged).apply((all) => ({ ...all, ...exportTag }));
}

/** The value of the export's tag that identifies a component among others of the account. */
export const componentTag = (component: string): string =>
  exportNameOf(pulumi.getProject(), pulumi.getStack(), component);

/** The component's tags and a resource's own, which win; undefined when there are none. */
export function mergedTags(common: Tags | undefined, own: Tags | undefined): Tags | undefined {
  if (common === undefined) return own;
  if (own === undefined) return common;
  return pulumi.all([common, own]).apply(([shared, specific]) => ({ ...shared, ...specific }));
}

/** The tags that all of several resources have, for what serves them all; undefined where one of them has none. */
export function commonTags(all: (Tags | undefined)[]): Tags | undefined {
  const given = all.filter((tags) => tags !== undefined);
  if (given.length === 0 || given.length < all.length) return undefined;
  return pulumi
    .all(given)
    .apply(([first = {}, ...others]) =>
      Object.fromEntries(
        Object.entries(first).filter(([key, value]) => others.every((tags) => tags[key] === value)),
      ),
    );
}
