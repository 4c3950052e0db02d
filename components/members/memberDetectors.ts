import { Detector, InviteAccepter } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import { memberHolders, readMemberArgs } from "../../rules/args";
import { logicalNames } from "../../rules/names";
import { planMemberDetectors } from "../../rules/plan";
import { providersText } from "../../rules/texts/providers";
import { detectorReads } from "../export/reads";
import { onlyNewAcceptance } from "./acceptance";
import { memberChecks } from "./checks";
import type { MemberDetectorsArgs } from "./args";
import { ArgsError } from "../shared/argsError";
import { runChecks } from "../shared/checks";
import { wasChecked } from "../shared/checkedBefore";
import { awsProviderOf, takeDetectors } from "../shared/detectorHolders";
import { importedDetector } from "../export/detectors";
import { refuseOtherAccount } from "../export/owners";
import { refuseUndeclaredDetectors } from "../export/undeclared";
import { createFeatures } from "../export/protectionPlans";
import { accountProviders, givenProvider } from "../shared/providers";
import { requireEngine } from "../shared/requireEngine";
import { settingsText } from "../shared/settings";
import { logged } from "../../rules/findings/logged";
import { logInfo } from "../shared/log";

/**
 * The detectors of a member account, whose findings the administrator's export carries: no destination, and the
 * frequency is the administrator's. Detectors outlive the stack, since AWS refuses to delete a member's.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html
 */
export class MemberDetectors extends pulumi.ComponentResource {
  /** Detector ids by Region: 32 hex digits each. */
  public readonly detectorIds!: pulumi.Output<{ [region: string]: string }>;
  /** The arguments in JSON, without Outputs and secrets: the guardduty-export command reads them from the stack's state. */
  public readonly settings!: pulumi.Output<string>;

  constructor(name: string, args: MemberDetectorsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, problems } = readMemberArgs(args);
    if (settings === undefined) throw new ArgsError(`MemberDetectors ${name}`, problems);
    const shared = takeDetectors(memberHolders(name, settings, awsProviderOf(opts)));
    if (shared.length > 0) throw new ArgsError(`MemberDetectors ${name}`, shared);
    super("guardduty-export:index:MemberDetectors", name, {}, opts);
    requireEngine();

    const names = logicalNames(name);
    const plan = planMemberDetectors(name, settings, givenProvider(this) !== undefined);
    if (pulumi.runtime.isDryRun() && plan.providers.length > 0) {
      const text = providersText(plan.providers.length, plan.providerChoice);
      void logInfo(logged("providerProcesses", text), this);
    }
    const provider = accountProviders(this, plan.providers, "member");
    const checks = wasChecked(args) ? [] : memberChecks(settings, detectorReads(this, provider));
    const dependsOn = runChecks(this, checks);
    const hooks = refuseUndeclaredDetectors(this, name, "member", provider);
    // Of a provider that the program passes, the credentials are not known here.
    const isOwn = plan.providers.length > 0;
    const acceptance = isOwn
      ? { hooks: onlyNewAcceptance(this, name, settings.account, provider) }
      : {};
    const made: Detector[] = [];
    const ids = settings.regions.map((region) => {
      const existing = settings.existing[region];
      const options = { parent: this, provider: provider("member", region), dependsOn };
      const detector = new Detector(
        names.detector(region),
        { region, enable: true, tags: args.tags },
        {
          ...options,
          retainOnDelete: true,
          ...(existing ? importedDetector(existing, "member", region, plan.providers) : { hooks }),
        },
      );
      createFeatures(settings.features, detector.id, region, names.feature, options);
      if (settings.acceptInvitation) {
        const masterAccountId = settings.administratorAccountId as string;
        new InviteAccepter(
          names.invitation(region),
          { region, detectorId: detector.id, masterAccountId },
          { ...options, ...acceptance },
        );
      }
      made.push(detector);
      return [region, detector.id] as const;
    });
    refuseOtherAccount(this, "account", made, settings.account?.accountId);

    const outputs = {
      detectorIds: pulumi.output(Object.fromEntries(ids)),
      settings: pulumi.output(settingsText(args)),
    };
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}
