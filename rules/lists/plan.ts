import { createHash } from "node:crypto";

import type { ResourceIdentity } from "../resources";
import { awsType } from "../resources";
import type { ListSettings, ThreatListsSettings } from "./args";
import { fileText } from "./entries";
import { listNames } from "./names";

/** A list in a Region. */
export interface PlannedList {
  region: string;
  /** Logical name of the resource. */
  resourceName: string;
  /** The list that is adopted, as `<detector id>:<list id>`. */
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
        const { detectorId, listId, location } = list.existing[region] ?? {};
        return {
          ...{ region, resourceName: names.list(list.name, region) },
          ...(detectorId !== undefined && { existing: `${detectorId}:${listId}` }),
          ...(location !== undefined && { location }),
        };
      }),
    };
  });
  const { bucket, publicAccessBlock, encryption, policy } = names;
  const resources = [
    { type: awsType("s3", "Bucket"), name: bucket },
    { type: awsType("s3", "BucketPublicAccessBlock"), name: publicAccessBlock },
    { type: awsType("s3", "BucketServerSideEncryptionConfiguration"), name: encryption },
    { type: awsType("s3", "BucketPolicy"), name: policy },
    ...lists.flatMap(({ list, file, regions }) => [
      { type: awsType("s3", "BucketObjectv2"), name: file.resourceName },
      ...regions.map(({ resourceName: name }) => ({
        ...{ type: awsType("guardduty", list.kind), name },
      })),
    ]),
  ];
  const keepsFiles = settings.lists.some(
    ({ detach, existing }) => detach || Object.keys(existing).length > 0,
  );
  return { settings, names, lists, keepsFiles, resources: lists.length === 0 ? [] : resources };
}
