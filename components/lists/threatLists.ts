import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { IPSet, ThreatIntelSet } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import type { KindOfList, PlannedList } from "../../rules/lists";
import { planLists, readListsArgs } from "../../rules/lists";
import { listEntries } from "../../rules/preflight";
import { checkEntries } from "../shared/entries";
import { planNamed } from "../shared/planNamed";
import { notTakenList } from "../shared/takenEntries";
import { commonTags, componentTag } from "../shared/tags";
import { detectorOfEntry } from "../shared/detectorOfEntry";
import type { ThreatList, ThreatListsArgs } from "./args";
import { createListBucket } from "./bucket";
import { listOwnerVerifier } from "./bucketOwner";
import { createEntitySet, nativeProviders } from "./entitySets";

/** The resource of each kind of list that the provider aws has; they take the same inputs. */
const RESOURCES: { [kind in KindOfList]?: typeof IPSet } = {
  IPSet,
  ThreatIntelSet: ThreatIntelSet as unknown as typeof IPSet,
};

/**
 * Lists of IP addresses and domains that GuardDuty trusts or takes for threats, active in every Region. Their files are in one bucket.
 * They belong in the administrator account, and hold for all members.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export class ThreatLists extends pulumi.ComponentResource {
  /** ARNs of the lists, by name and Region. */
  public readonly listArns!: pulumi.Output<{ [name: string]: { [region: string]: string } }>;

  constructor(name: string, args: ThreatListsArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planNamed("ThreatLists", name, readListsArgs(args), planLists);
    super("guardduty-export:index:ThreatLists", name, {}, opts);

    const { settings } = plan;
    const afterEntries = checkEntries(this, args, listEntries(settings.lists), settings.account);
    const detectorIds = afterEntries(args.detectorIds);
    const tagsOf = (name: string) => (args.lists[name] as ThreatList).tags;
    const shared = commonTags(plan.lists.map(({ list }) => tagsOf(list.name)));
    const { accountId } = getCallerIdentityOutput({}, { parent: this });
    const put =
      plan.lists.length > 0
        ? createListBucket(
            ...([this, plan, { tags: shared, tag: componentTag(name) }] as const),
            ...([accountId, afterEntries] as const),
          )
        : undefined;
    const natives = nativeProviders(this, plan, accountId);
    const owner = listOwnerVerifier(this, name, plan.settings.account);
    const arns = plan.lists.map(({ list, file, regions }) => {
      const location = put?.(file) as pulumi.Output<string>;
      const { name, kind, detach } = list;
      const made = regions.map(({ region, resourceName, existing, ...planned }: PlannedList) => {
        const detectorId = detectorOfEntry(this, detectorIds, region, {
          at: ["lists", name, "existing", region],
          detectorId: list.existing[region]?.detectorId,
        });
        const inputs = {
          ...{ region, name, detectorId, tags: tagsOf(name) },
          location: planned.location ?? location,
        };
        const options = {
          parent: this,
          retainOnDelete: detach || existing !== undefined,
          // A Region has room for one trusted list, and no two lists have one name.
          deleteBeforeReplace: true,
        };
        const Resource = RESOURCES[kind];
        if (Resource === undefined) {
          const ofEntities = { ...inputs, kind, accountId };
          const provider = natives.get(region);
          const hooks = notTakenList(this, kind, { resourceName, region }, provider);
          const own = { ...options, provider, hooks, import: existing };
          return [region, createEntitySet(resourceName, ofEntities, own)] as const;
        }
        // The file that an adopted list keeps may be in a bucket of another account.
        const isOwnFile = planned.location === undefined;
        const { arn } = new Resource(
          resourceName,
          { ...inputs, format: "TXT", activate: true },
          {
            ...options,
            hooks: {
              ...notTakenList(this, kind, { resourceName, region }),
              ...(isOwnFile && owner.hooks.hooks),
            },
            ...(existing !== undefined && { import: `${existing}@${region}` }),
          },
        );
        if (isOwnFile) owner.verifyDeployed(arn);
        return [region, arn] as const;
      });
      return [name, Object.fromEntries(made)] as const;
    });
    this.listArns = pulumi.output(Object.fromEntries(arns));
    this.registerOutputs({ listArns: this.listArns });
  }
}
