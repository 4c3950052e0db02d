import { Filter } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import type { FilterFinding, PlannedFilter } from "../../rules/filters";
import { filterFindings, planFilters, readFiltersArgs } from "../../rules/filters";
import { filterEntries } from "../../rules/preflight";
import { filterFindingText } from "../../rules/texts/filters";
import { ArgsError } from "../shared/argsError";
import { detectorOfEntry } from "../shared/detectorOfEntry";
import { checkEntries } from "../shared/entries";
import { settingsText } from "../shared/settings";
import { notTakenFilter } from "../shared/takenEntries";
import type { FindingFilter, FindingFiltersArgs } from "./args";
import { criterions } from "./criterions";
import { logged } from "../../rules/findings/logged";
import { logWarning } from "../shared/log";

/**
 * Filters of GuardDuty findings in every Region: suppression rules, which keep findings out of the export, and saved filters.
 * They belong in the administrator account, and hold for the findings of all members.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered. Logs a warning of each filter that can archive
 * HIGH or CRITICAL findings, and of filters that archive all findings of a Region.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html
 */
export class FindingFilters extends pulumi.ComponentResource {
  /** ARNs of the filters, by name and Region. */
  public readonly filterArns!: pulumi.Output<{ [name: string]: { [region: string]: string } }>;
  /** The arguments in JSON, without Outputs and secrets: the guardduty-export command reads them from the stack's state. */
  public readonly settings!: pulumi.Output<string>;

  constructor(name: string, args: FindingFiltersArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, problems } = readFiltersArgs(args);
    if (settings === undefined) throw new ArgsError(`FindingFilters ${name}`, problems);
    super("guardduty-export:index:FindingFilters", name, {}, opts);

    for (const found of filterFindings(settings)) void logWarning(line(found), this);
    const afterEntries = checkEntries(this, args, filterEntries(settings.filters));
    const detectorIds = afterEntries(args.detectorIds);
    const arns = new Map<string, { [region: string]: pulumi.Output<string> }>();
    for (const { region, filters } of planFilters(name, settings).regions) {
      let before: Filter | undefined;
      for (const planned of filters) {
        const { name: filter } = planned.filter;
        const detectorId = detectorOfEntry(this, detectorIds, region, {
          at: ["filters", filter, "existing", region],
          detectorId: planned.existing,
        });
        before = createFilter(this, planned, detectorId, args, before);
        arns.set(filter, { ...arns.get(filter), [region]: before.arn });
      }
    }
    const outputs = {
      filterArns: pulumi.output(Object.fromEntries(arns)),
      settings: pulumi.output(settingsText(args)),
    };
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

const line = (found: FilterFinding) => {
  const { problem, fix } = filterFindingText(found);
  return logged(found.id, `${problem}. Fix: ${fix}`);
};

/** `before` has the next lower rank: a filter that takes a rank moves those that are behind it. */
function createFilter(
  parent: pulumi.Resource,
  { region, resourceName, filter, existing }: PlannedFilter,
  detectorId: pulumi.Output<string>,
  { filters }: FindingFiltersArgs,
  before: Filter | undefined,
): Filter {
  const { name, action, description, rank, criterion, detach } = filter;
  return new Filter(
    resourceName,
    {
      ...{ region, detectorId, name, action, description, rank },
      findingCriteria: { criterions: criterions(criterion) },
      tags: (filters[name] as FindingFilter | undefined)?.tags,
    },
    {
      ...{ parent, hooks: notTakenFilter(parent, { resourceName, region }) },
      ...(before && { dependsOn: before }),
      ...(existing !== undefined && { import: `${existing}:${name}@${region}` }),
      retainOnDelete: detach || existing !== undefined,
    },
  );
}
