import type * as pulumi from "@pulumi/pulumi";

import { notLost } from "./lostParts";

/** Refuses a bucket of an add-on, or warns of it, while an earlier one has the tag of the component. */
export function notLostBucket(
  component: pulumi.Resource,
  kind: "listsBucket" | "resultsBucket",
  { name, region, tag }: { name: string; region: string; tag: string },
): pulumi.ResourceHookBinding {
  return notLost(component, {
    ...{ kind, name, region },
    actions: ["s3:ListAllMyBuckets", "s3:ListTagsForResource"],
    find: (searches, account) => searches.lostBuckets(account, region, { name, tag }),
  });
}
