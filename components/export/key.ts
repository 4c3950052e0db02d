import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import { resourceId } from "../../rules/arn";
import { shownText } from "../../rules/plan";
import type { ExportKey } from "./args";
import type { ExportContext } from "./context";
import { keyOptions } from "./context";
import { completedBeforeUpdate } from "./completion";
import { onlyNewAlias, onlyNewKey } from "./newKey";
import { mockedOr } from "../shared/mocks";
import { keyTags } from "../shared/tags";

/** The key that findings are encrypted under. Its policy is set once the detectors are known. */
export interface FindingsKey {
  /** The bare id. */
  id: pulumi.Output<string>;
  arn: pulumi.Output<string>;
}

/** The key that exists, or a new one. */
export function findingsKey(context: ExportContext, args: ExportKey | undefined): FindingsKey {
  const { existing } = context.plan.settings.key;
  return existing ? adoptKey(existing.arn) : createKey(context, args);
}

function adoptKey(arn: string): FindingsKey {
  return { id: pulumi.output(resourceId(arn)), arn: pulumi.output(arn) };
}

function createKey(context: ExportContext, args: ExportKey = {}): FindingsKey {
  const { name, names, plan, tags } = context;
  const { alias, rotationPeriodInDays, deletionWindowInDays } = plan.settings.key;
  const region = plan.home.name;
  const options = keyOptions(context);
  const key = new kms.Key(
    names.key,
    {
      region,
      description: args.description ?? `Encrypts the GuardDuty findings exported by ${name}`,
      enableKeyRotation: true,
      rotationPeriodInDays,
      deletionWindowInDays,
      tags: keyTags(plan.sidPrefix, tags, args.tags),
    },
    {
      ...options,
      hooks: {
        ...onlyNewKey(context),
        ...completedBeforeUpdate(context, plan.accounts.keyOwner, "key"),
      },
    },
  );
  new kms.Alias(
    names.keyAlias,
    { region, name: alias, targetKeyId: key.keyId },
    { ...options, hooks: onlyNewAlias(context) },
  );
  return { id: key.keyId, arn: mockedOr(key.arn, shownText(plan.target.keyArn)) };
}
