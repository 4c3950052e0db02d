import { listedAddOns } from "../../rules/addOns";
import type { StatementReason } from "../../rules/evaluator";
import type { ResolvedPolicy } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import { policyChangeLines } from "../../rules/texts/policyChanges";
import { findingsFolder } from "../../rules/policies";
import { reasonText } from "../../rules/texts/reasons";
import { findingsData } from "../output/findings";
import type { StackFile } from "../config/stackFile";
import type { Analysis } from "./analysis";
import type { WholeStack } from "./wholeStack";

/** What `plan --format json` prints of an export. */
export function exportData(
  { stack, name }: StackFile,
  analysis: Analysis,
  whole: WholeStack,
): object {
  const { plan, policies, proofs, verdict } = analysis;
  const { settings, accounts, shown } = plan;
  return {
    ...{ stack, name, role: "administrator", verdict },
    homeRegion: plan.home.name,
    findingsUri: `s3://${shown.bucketName}/${findingsFolder(settings.bucket.prefix)}`,
    keyArn: shown.keyArn,
    regions: plan.regions.map((region) => {
      const proof = proofs.find((one) => one.region === region.name);
      return {
        region: region.name,
        accountId: accountIdOf(accounts, "administrator") ?? null,
        principal: region.servicePrincipal,
        findingPublishingFrequency: settings.findingPublishingFrequency,
        adopted: settings.existing[region.name] ?? null,
        proof: proof?.result ?? verdict,
        calls: (proof?.calls ?? []).map(({ call, action, result, reasons }) => ({
          ...{ call, action, result },
          reasons: reasons.map(reasonData),
        })),
      };
    }),
    adopted: { bucket: settings.bucket.existing ?? null, key: settings.key.existing ?? null },
    accounts: accounts.uses.map(({ account, credentials, regions }) => ({
      part: account,
      accountId: credentials.accountId ?? null,
      assumeRoleArn: credentials.assumeRoleArn ?? null,
      regions,
    })),
    members: { managedBy: settings.members.managedBy },
    providerProcesses: whole.providerProcesses,
    providerMode: plan.providerChoice.mode,
    resources: whole.resources,
    addOns: addOnsData(whole),
    callsAMonth: whole.estimate,
    policies: policies
      ? { bucket: policyData(policies.bucket), key: policyData(policies.key) }
      : null,
    assessment: analysis.assessment
      ? { result: analysis.assessment.result, findings: analysis.assessment.findings }
      : null,
    ...findingsData(analysis.findings),
  };
}

/** Each add-on by its config key, with its settings and the policies that it writes. */
function addOnsData({ addOns, documents }: WholeStack): object {
  const entries = listedAddOns(addOns).map(({ key, component, account, plan }) => [
    key,
    {
      component: component.name,
      account: account ?? null,
      settings: plan.settings,
      policies: documents
        .filter(({ addOn }) => addOn === key)
        .map(({ kind, of, document }) => ({ kind, of, document })),
    },
  ]);
  return Object.fromEntries(entries) as object;
}

function policyData({ document, bytes, limit, precision, statements, changes }: ResolvedPolicy) {
  return {
    ...(document && { document }),
    ...{ bytes, limit, precision, statements },
    changes: policyChangeLines(changes),
  };
}

function reasonData(reason: StatementReason): object {
  const { index, sid, key } = reason;
  return { index, sid, key, text: reasonText(reason) };
}
