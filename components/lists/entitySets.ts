import * as pulumi from "@pulumi/pulumi";

import type { AccountSettings } from "../../rules/args";
import type { KindOfList, ThreatListsPlan } from "../../rules/lists";
import { entitySetArn, listType } from "../../rules/lists";
import { NATIVE_PROVIDER } from "../../rules/resources";
import type { Tags } from "../export/context";

/** The version whose inputs these are: types without a package have no version of their own. */
const VERSION = "1.79.0";

/** The provider of Cloud Control, without its package: docs/decisions/0014-entity-sets-without-a-package.md. */
class NativeProvider extends pulumi.ProviderResource {}

/** A list of entities, as Cloud Control has it. */
class EntitySet extends pulumi.CustomResource {
  declare readonly awsId: pulumi.Output<string>;
}

/** The provider of each Region that has a list of entities. */
export function nativeProviders(
  parent: pulumi.Resource,
  { providers, settings: { account } }: ThreatListsPlan,
  accountId: pulumi.Output<string>,
): Map<string, pulumi.ProviderResource> {
  const { profile, assumeRoleArn: roleArn, externalId }: AccountSettings = account;
  const sessionName = "guardduty-export";
  const assumeRole =
    roleArn === undefined ? undefined : pulumi.jsonStringify({ roleArn, externalId, sessionName });
  return new Map(
    providers.map(({ name, region }) => [
      region,
      new NativeProvider(
        NATIVE_PROVIDER.slice("pulumi:providers:".length),
        name,
        {
          ...{ region, profile, assumeRole },
          // What is no text is given as JSON.
          allowedAccountIds: pulumi.jsonStringify([account.accountId ?? accountId]),
          skipRegionValidation: "true",
        },
        { parent, version: VERSION },
      ),
    ]),
  );
}

interface EntitySetInputs {
  kind: KindOfList;
  region: string;
  name: string;
  detectorId: pulumi.Output<string>;
  location: pulumi.Input<string>;
  accountId: pulumi.Output<string>;
  tags: Tags | undefined;
}

/** Registers a list of entities, and answers its ARN. */
export function createEntitySet(
  resourceName: string,
  { kind, region, name, detectorId, location, accountId, tags }: EntitySetInputs,
  options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const inputs = {
    ...{ name, detectorId, location, format: "TXT", activate: true },
    // GuardDuty reads files of this account alone.
    expectedBucketOwner: accountId,
    tags: tags && pulumi.output(tags).apply(tagList),
    awsId: undefined,
  };
  const { awsId } = new EntitySet(listType(kind), resourceName, inputs, {
    ...options,
    version: VERSION,
    replaceOnChanges: ["detectorId", "format"],
  });
  return pulumi
    .all([detectorId, accountId, awsId])
    .apply(([detectorId, account, listId]) =>
      entitySetArn(kind, { region, accountId: account }, { detectorId, listId }),
    );
}

const tagList = (tags: { [key: string]: string }) =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));
