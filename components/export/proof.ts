import * as pulumi from "@pulumi/pulumi";

import type { Assessment, Finding } from "../../rules/proof";
import type { KnownPolicies } from "../../rules/proof";
import { assessExport, dependsOnBlockPublicPolicy, UNCHECKED_POLICIES } from "../../rules/proof";
import { logged } from "../../rules/findings/logged";
import { uncheckedPoliciesText } from "../../rules/texts/controlPolicies";
import { findingText, identifiedFindingText } from "../../rules/texts/findings";
import { identifiedLines, withId } from "../../rules/texts/identified";
import type { Result } from "../../rules/health/types";
import { failure } from "../shared/failure";
import { hasHooks } from "../shared/hooks";
import { logInfo, logWarning } from "../shared/log";
import { onceKnown } from "../shared/outputs";
import type { Admission, ExportContext } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { shownTarget } from "../../rules/plan";
import type { Target } from "./target";
import type { Policies } from "./policies";

/** Assesses the policies as they will be before GuardDuty is asked to export, and in previews. */
export function proveExports(
  context: ExportContext,
  target: Target,
  policies: Policies,
): Admission {
  const { component, plan } = context;
  const assessment = pulumi
    .all([target.values, policies.bucket, policies.key])
    .apply(async ([values, bucket, key]) => {
      const assess = (known: KnownPolicies) =>
        assessExport(plan, shownTarget(values), known, new Date());
      const assessed = assess({ bucket, key });
      if (!dependsOnBlockPublicPolicy(assessed)) return assessed;
      return assess({ bucket, key, blockPublicPolicy: await blockPublicPolicy(context) });
    });
  onceKnown(assessment, async (assessed) => {
    const refusals = refusalOf(assessed);
    for (const finding of assessed.findings.filter((one) => !refusals.includes(one))) {
      await logWarning(identifiedFindingText(finding), component);
    }
  });
  if (pulumi.runtime.isDryRun() && !plan.detaching) {
    void logInfo(
      logged("policiesNotEvaluated", uncheckedPoliciesText(UNCHECKED_POLICIES)),
      component,
    );
  }
  // One error, however many Regions it is about: it is said once.
  let refusal: pulumi.ResourceError | undefined;
  const refusing = (assessed: Assessment) => {
    const refusals = refusalOf(assessed);
    const texts = refusals.map((finding, index) => {
      const more = index === refusals.length - 1 ? handedOver(context) : [];
      return withId(finding.id, [findingText(finding), ...more].join("\n  "));
    });
    return (refusal ??= failure(component, identifiedLines(texts)));
  };
  return {
    of: (region) =>
      assessment.apply((assessed) => {
        if (!assessed.refused.includes(region)) return [];
        throw refusing(assessed);
      }),
    any: assessment.apply((assessed) => {
      if (plan.regions.some(({ name }) => !assessed.refused.includes(name))) return [];
      throw refusing(assessed);
    }),
    refused: assessment.apply(({ refused }) => refused),
    undetermined: assessment.apply(({ findings }) =>
      findings.filter(({ id }) => id === "exportUndetermined"),
    ),
  };
}

/** Of the adopted bucket; undefined: the component does not have the credentials of the bucket's account. */
async function blockPublicPolicy(context: ExportContext): Promise<Result<boolean> | undefined> {
  const { accounts, home, settings } = context.plan;
  const bucket = settings.bucket.existing?.name;
  const account = hasHooks() ? await deployingAccount(context, accounts.bucketOwner) : undefined;
  if (bucket === undefined || account === undefined) return undefined;
  const { value, finding } = account;
  if (value === undefined) return { finding };
  return awsCalls().blockPublicPolicy(value, home.name, bucket);
}

/** The findings for which Regions get no destination. */
function refusalOf({ findings, refused }: Assessment): Finding[] {
  if (refused.length === 0) return [];
  return findings.filter(({ id }) => id === "exportDenied");
}

/** Where the statements are that the owners of the policies have to place. */
function handedOver({ plan }: ExportContext): string[] {
  const { bucket, key } = plan.settings;
  return Object.entries({ bucket, key }).flatMap(([policy, { existing }]) =>
    existing?.policy === "external"
      ? [
          `The output ${policy}PolicyStatements has the statements for the owner of the ${policy} policy.`,
        ]
      : [],
  );
}
