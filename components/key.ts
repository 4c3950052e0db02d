import * as kms from "@pulumi/aws/kms";

import type { KeyArgs } from "./args";
import type { ExportContext } from "./context";
import { evidenceOptions } from "./context";
import { mergedTags } from "./tags";

/** The key that findings are encrypted under, with its alias. Its policy is set once the detectors are known. */
export function createKey(context: ExportContext, args: KeyArgs = {}): kms.Key {
  const { name, names, plan, tags } = context;
  const { alias, rotationPeriodInDays, deletionWindowInDays } = plan.settings.key;
  const region = plan.home.name;
  const options = evidenceOptions(context, plan.accounts.keyOwner);
  const key = new kms.Key(
    names.key,
    {
      region,
      description: args.description ?? `Encrypts the GuardDuty findings exported by ${name}`,
      enableKeyRotation: true,
      rotationPeriodInDays,
      deletionWindowInDays,
      tags: mergedTags(tags, args.tags),
    },
    options,
  );
  new kms.Alias(names.keyAlias, { region, name: alias, targetKeyId: key.keyId }, options);
  return key;
}
