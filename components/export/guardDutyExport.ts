import type { Detector } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import { exportHolders, readArgs } from "../../rules/args";
import type { ExportSettings } from "../../rules/args";
import { planWarningText } from "../../rules/texts/planWarnings";
import { providersText } from "../../rules/texts/providers";
import { logicalNames } from "../../rules/names";
import { planExport, usedAfterChecks } from "../../rules/plan";
import { ownRoomProblems } from "../../rules/policyRoom";
import { findingsFolder } from "../../rules/policies";
import type { GuardDutyExportArgs } from "./args";
import { ArgsError } from "../shared/argsError";
import { createPrefixMarker, findingsBucket } from "./bucket";
import { runChecks } from "../shared/checks";
import { wasChecked } from "../shared/checkedBefore";
import type { ExportContext, LivePolicies } from "./context";
import type { Destinations } from "./destinations";
import { createDestinations } from "./destinations";
import type { Detectors } from "./detectors";
import { createDetectors } from "./detectors";
import { exportChecks } from "./exportChecks";
import { findingsKey } from "./key";
import { readLivePolicies } from "./livePolicies";
import { namesakeProblems } from "./namesakes";
import { createNotifications } from "./notifications";
import { refuseOtherManagement } from "./managementMoves";
import { ownerIds, refuseOtherAccount } from "./owners";
import { createOrganization } from "./organization";
import { exportTarget } from "./target";
import { createPolicies } from "./policies";
import { proveExports } from "./proof";
import { providerReads } from "./reads";
import { awsProviderOf, takeDetectors } from "../shared/detectorHolders";
import { mockedOr } from "../shared/mocks";
import { definedOnly } from "../shared/outputs";
import { createOwnFeatures } from "./protectionPlans";
import { accountProviders, givenProvider } from "../shared/providers";
import { requireEngine } from "../shared/requireEngine";
import { settingsText } from "../shared/settings";
import { logged } from "../../rules/findings/logged";
import { logInfo, logWarning } from "../shared/log";

/**
 * Exports the findings of Amazon GuardDuty, from every Region in use, to one S3 bucket under one KMS key.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered. Problems that need a
 * read from AWS fail as a ResourceError, in previews too: an existing resource that cannot be adopted, before resources are created, and
 * policies that do not let GuardDuty write, before the destination is created.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export class GuardDutyExport extends pulumi.ComponentResource {
  /** Name of the bucket that findings are exported to. */
  public readonly bucketName!: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn!: pulumi.Output<string>;
  /** Where the findings of all accounts and Regions are: s3://bucket/[prefix/]AWSLogs/. */
  public readonly findingsUri!: pulumi.Output<string>;
  /** ARN of the KMS key that findings are encrypted under. */
  public readonly keyArn!: pulumi.Output<string>;
  /** Id of the account whose detectors export their findings: 12 digits. */
  public readonly administratorAccountId!: pulumi.Output<string>;
  /** Id of the account that owns the bucket: 12 digits. */
  public readonly bucketAccountId!: pulumi.Output<string>;
  /** Detector ids by Region: 32 hex digits each. */
  public readonly detectorIds!: pulumi.Output<{ [region: string]: string }>;
  /** Ids of the publishing destinations by Region; without the Regions that the proof refuses. */
  public readonly destinationIds!: pulumi.Output<{ [region: string]: string }>;
  /** The statements of this export in the bucket policy, or those that its owner has to place there: a JSON list. */
  public readonly bucketPolicyStatements!: pulumi.Output<string>;
  /** The statements of this export in the key policy, or those that its owner has to place there: a JSON list. */
  public readonly keyPolicyStatements!: pulumi.Output<string>;
  /** ARN of the topic that gets a message for each new findings object, as FindingsReader takes it; undefined when there is none. */
  public readonly notificationTopicArn?: pulumi.Output<string>;
  /** ARN of the key that this topic is encrypted under, as ExportHealth takes it; undefined when the stack makes no topic. */
  public readonly notificationKeyArn?: pulumi.Output<string>;
  /** What the owner of the bucket adds to its notifications, for the topic that was given: S3's JSON document; undefined otherwise. */
  public readonly notificationConfiguration?: pulumi.Output<string>;
  /** The arguments in JSON, without Outputs and secrets: the guardduty-export command reads them from the stack's state. */
  public readonly settings!: pulumi.Output<string>;

  constructor(name: string, args: GuardDutyExportArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = validSettings(name, args, opts);
    super("guardduty-export:index:GuardDutyExport", name, {}, opts);
    requireEngine();

    const context = exportContext(this, name, settings, args);
    const detectors = createDetectors(context);
    const { administrator } = context.owners;
    refuseOtherAccount(this, "organization.administrator", detectors.values(), administrator);
    const key = findingsKey(context, args.key);
    const bucket = findingsBucket(context, key, args.bucket);
    const target = exportTarget(context, detectors, bucket, key);
    const policies = createPolicies(context, target, bucket, key);
    const admission = proveExports(context, target, policies);
    const marker = createPrefixMarker(context, bucket, key, admission.any);
    const destinations = createDestinations(context, detectors, bucket, key, admission, [
      ...policies.resources,
      marker,
    ]);
    const notifications = createNotifications(context, bucket, args.notificationTopicArn);
    createOwnFeatures(context, detectors);
    createOrganization(context, detectors);

    const outputs = definedOnly({
      bucketName: bucket.name,
      bucketArn: bucket.arn,
      findingsUri: pulumi.interpolate`s3://${bucket.name}/${findingsFolder(settings.bucket.prefix)}`,
      keyArn: key.arn,
      administratorAccountId: accountOf(context, detectors),
      bucketAccountId: bucketAccountOf(context, detectors),
      detectorIds: byRegion(detectors, (detector) => detector.id),
      destinationIds: admission.refused.apply((refused) =>
        byRegion(without(destinations, refused), (destination) =>
          mockedOr(destination.destinationId, destination.id),
        ),
      ),
      bucketPolicyStatements: policies.bucketStatements,
      keyPolicyStatements: policies.keyStatements,
      notificationTopicArn: notifications.topicArn,
      notificationKeyArn: notifications.keyArn,
      notificationConfiguration: notifications.configuration,
      settings: pulumi.output(settingsText(args)),
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

function validSettings(
  name: string,
  args: GuardDutyExportArgs,
  opts?: pulumi.ComponentResourceOptions,
): ExportSettings {
  const { settings, problems } = readArgs(name, args);
  const all =
    settings === undefined
      ? problems
      : [
          ...takeDetectors(exportHolders(name, settings, awsProviderOf(opts))),
          ...namesakeProblems(name, settings),
          ...ownRoomProblems(settings),
        ];
  if (settings === undefined || all.length > 0) {
    throw new ArgsError(`GuardDutyExport ${name}`, all);
  }
  return settings;
}

function exportContext(
  component: pulumi.ComponentResource,
  name: string,
  settings: ExportSettings,
  args: GuardDutyExportArgs,
): ExportContext {
  const owner = { project: pulumi.getProject(), stack: pulumi.getStack(), component: name };
  const providerGiven = givenProvider(component) !== undefined;
  const plan = planExport({ owner, settings, providerGiven });
  for (const warning of plan.warnings) void logWarning(planWarningText(warning), component);
  if (pulumi.runtime.isDryRun()) {
    const { providerProcesses, providerChoice } = plan;
    const text = providersText(providerProcesses, providerChoice);
    void logInfo(logged("providerProcesses", text), component);
  }
  const moves = refuseOtherManagement(name);
  const checks = settled();
  const late = { isLate: usedAfterChecks(plan), after: checks.passed };
  const provider = accountProviders(component, plan.providers, "administrator", moves, late);
  const owners = ownerIds(component, plan, provider);
  const checked = runChecks(
    component,
    wasChecked(args)
      ? []
      : exportChecks({ plan, owners }, providerReads(component, plan, provider)),
  );
  checks.settle(checked);
  const names = logicalNames(name);
  const context = {
    name,
    component,
    plan,
    names,
    provider,
    owners,
    checked,
    tags: args.tags,
    live: {},
  };
  const live = readLivePolicies(context);
  return { ...context, live, checked: checkedAndRead(checked, live) };
}

/** An output of checks that are still to be run, with providers that are made before. */
function settled() {
  let settle!: (checked?: pulumi.Output<pulumi.Resource[]>) => void;
  const checked = new Promise<pulumi.Output<pulumi.Resource[]> | undefined>((resolve) => {
    settle = resolve;
  });
  return { passed: pulumi.output(checked).apply((resources) => resources ?? []), settle };
}

/** What has to be as it should before anything is made. */
function checkedAndRead(
  checked: pulumi.Output<pulumi.Resource[]> | undefined,
  { bucket, key }: LivePolicies,
): pulumi.Output<pulumi.Resource[]> | undefined {
  if (bucket === undefined && key === undefined) return checked;
  return pulumi.all([checked, bucket, key]).apply(() => []);
}

function without(destinations: Destinations, refused: string[]): Destinations {
  return new Map([...destinations].filter(([region]) => !refused.includes(region)));
}

function byRegion<T>(
  resources: Map<string, T>,
  id: (resource: T) => pulumi.Output<string>,
): pulumi.Output<{ [region: string]: string }> {
  return pulumi.output(
    Object.fromEntries([...resources].map(([region, resource]) => [region, id(resource)])),
  );
}

/** Of a bucket in the administrator account, where the credentials decide, that of the detectors. */
function bucketAccountOf(context: ExportContext, detectors: Detectors): pulumi.Output<string> {
  const { accounts } = context.plan;
  const administrator = accountOf(context, detectors);
  if (accounts.bucketOwner === "administrator") return administrator;
  return pulumi.all([context.owners.bucket, administrator]).apply(([id, own]) => id ?? own);
}

function accountOf({ plan }: ExportContext, detectors: Detectors): pulumi.Output<string> {
  const [first] = detectors.values();
  const [source] = plan.shown.sources;
  return mockedOr((first as Detector).accountId, (source as { accountId: string }).accountId);
}
