import { createHash } from "node:crypto";

import { arnOf } from "../arn";
import type { ResourceIdentity } from "../resources";
import { awsType, NATIVE_PROVIDER } from "../resources";
import type { KindOfList } from "./choices";
import type { ListSettings, ThreatListsSettings } from "./args";
import { fileText } from "./entries";
import { KINDS } from "./kinds";
import { listNames } from "./names";

/** A list in a Region. */
export interface PlannedList {
  region: string;
  /** Logical name of the resource. */
  resourceName: string;
  /** What imports the list that is adopted. */
  existing?: string;
  /** Where the file of the list that is adopted is; undefined: it is that of the program. */
  location?: string;
}

/** The file of a list. */
export interface PlannedFile {
  resourceName: string;
  /** Another one of other entries: GuardDuty reads a file when the location of the list changes. */
  key: string;
  text: string;
}

/** A list with its file, in each of its Regions. */
export interface ListInRegions {
  list: ListSettings;
  file: PlannedFile;
  regions: PlannedList[];
}

/** What a ThreatLists registers. */
export interface ThreatListsPlan {
  settings: ThreatListsSettings;
  names: ReturnType<typeof listNames>;
  lists: ListInRegions[];
  /** A provider of Cloud Control for each Region with a list of entities: its resources take no Region. */
  providers: { name: string; region: string }[];
  /** Whether files stay when the stack goes: those of a list that stays are read again when it is activated. */
  keepsFiles: boolean;
  resources: ResourceIdentity[];
}

export function planLists(component: string, settings: ThreatListsSettings): ThreatListsPlan {
  const names = listNames(component);
  const lists = settings.lists.map((list): ListInRegions => {
    const text = fileText(list.entries);
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
    return {
      list,
      file: { resourceName: names.file(list.name), key: `${list.name}-${hash}.txt`, text },
      regions: list.regions.map((region): PlannedList => {
        const existing = list.existing[region];
        const { location } = existing ?? {};
        return {
          ...{ region, resourceName: names.list(list.name, region) },
          ...(existing && {
            existing: listImportId(list.kind, existing.detectorId, existing.listId),
          }),
          ...(location !== undefined && { location }),
        };
      }),
    };
  });
  const ofEntities = new Set(
    lists.flatMap(({ list }) => (KINDS[list.kind].domains ? list.regions : [])),
  );
  const providers = settings.regions
    .filter((region) => ofEntities.has(region))
    .map((region) => ({ name: names.provider(region), region }));
  const { bucket, publicAccessBlock, encryption, policy } = names;
  const resources = [
    { type: awsType("s3", "Bucket"), name: bucket },
    { type: awsType("s3", "BucketPublicAccessBlock"), name: publicAccessBlock },
    { type: awsType("s3", "BucketServerSideEncryptionConfiguration"), name: encryption },
    { type: awsType("s3", "BucketPolicy"), name: policy },
    ...lists.flatMap(({ list, file, regions }) => [
      { type: awsType("s3", "BucketObjectv2"), name: file.resourceName },
      ...regions.map(({ resourceName: name }) => ({ type: listType(list.kind), name })),
    ]),
    ...providers.map(({ name }) => ({ type: NATIVE_PROVIDER, name })),
  ];
  const keepsFiles = settings.lists.some(
    ({ detach, existing }) => detach || Object.keys(existing).length > 0,
  );
  return {
    ...{ settings, names, lists, providers, keepsFiles },
    resources: lists.length === 0 ? [] : resources,
  };
}

/** The type of a list's resource: the provider aws has no lists of entities. */
export function listType(kind: KindOfList): string {
  return KINDS[kind].domains ? `aws-native:guardduty:${kind}` : awsType("guardduty", kind);
}

/** The ARN of a list of entities, which the provider does not answer. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html */
export function entitySetArn(
  kind: KindOfList,
  at: { region: string; accountId: string },
  { detectorId, listId }: { detectorId: string; listId: string },
): string {
  return arnOf("guardduty", at, `detector/${detectorId}/${kind.toLowerCase()}/${listId}`);
}

/** The id by which the provider of a list imports it. */
export function listImportId(kind: KindOfList, detectorId: string, listId: string): string {
  return KINDS[kind].domains ? `${listId}|${detectorId}` : `${detectorId}:${listId}`;
}
