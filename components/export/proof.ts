import * as pulumi from "@pulumi/pulumi";

import { bucketArn } from "../../rules/arn";
import { verdictOf } from "../../rules/proof";
import type { ExportContext } from "./context";
import { failure } from "../shared/failure";
import type { Places } from "./places";
import type { Policies } from "./policies";
import { readable } from "./policyNews";

/** Which Regions the proof admits. */
export interface Admission {
  /** Resolves to nothing for a Region that may have a destination; fails the component for one that may not. */
  of(region: string): pulumi.Output<pulumi.Resource[]>;
  /** The Regions that get no destination. */
  refused: pulumi.Output<string[]>;
}

/** Proves on the policies as they will be that GuardDuty will be able to export: before it is asked, and in previews. */
export function proveExports(
  context: ExportContext,
  places: Places,
  policies: Policies,
): Admission {
  const { component, plan } = context;
  const { proof, bucket } = plan.settings;
  const mode = plan.detaching ? "off" : proof;
  // What an owner pasted may have been edited.
  const written = externalPolicies(context).length === 0 ? plan.sidPrefix : undefined;
  const verdict = pulumi
    .all([places.shown, policies.bucket, policies.key])
    .apply(([{ sources, bucketName, keyArn }, bucketPolicy, keyPolicy]) => {
      const { prefix } = bucket;
      return verdictOf(
        {
          bucketPolicy,
          keyPolicy,
          prefix,
          keyArn,
          sources,
          bucketArn: bucketArn(plan.home.partition, bucketName),
        },
        mode,
        written,
      );
    });
  verdict.apply(async ({ warnings }) => {
    for (const warning of warnings) await pulumi.log.warn(readable(warning), component);
  });
  // One error, however many Regions it is about: it is said once.
  let refusal: pulumi.ResourceError | undefined;
  return {
    of: (region) =>
      verdict.apply(({ refused, error }) => {
        if (!refused.includes(region)) return [];
        const text = [readable(error as string), ...handedOver(context)].join("\n");
        throw (refusal ??= failure(component, text));
      }),
    refused: verdict.apply(({ refused }) => refused),
  };
}

/** Where the statements are that the owners of the policies have to place. */
function handedOver(context: ExportContext): string[] {
  return externalPolicies(context).map(
    (policy) =>
      `The owner of the ${policy} policy finds the statements in the output ${policy}PolicyStatements.`,
  );
}

function externalPolicies({ plan }: ExportContext): string[] {
  const { bucket, key } = plan.settings;
  return Object.entries({ bucket, key }).flatMap(([policy, { existing }]) =>
    existing?.policy === "external" ? [policy] : [],
  );
}
