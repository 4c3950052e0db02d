import type { KindOfList } from "../../lists/choices";

/** What the arguments say to exist, beyond detectors, destinations and the bucket and key of the findings. */
export type ExistingEntry = { region: string } & (
  | { kind: "filter"; detectorId: string; name: string }
  | { kind: "list"; of: KindOfList; detectorId: string; listId: string }
  | { kind: "malwarePlan"; planId: string }
  | { kind: "queue"; url: string }
  | { kind: "topic"; arn: string }
  | { kind: "bus"; arn: string }
  /** `byPolicy`: read by its policy. Defaults to false. */
  | { kind: "bucket"; name: string; byPolicy?: boolean }
);

type TextOf<Entry> = { problem: (entry: Entry) => string; subject: (entry: Entry) => string };

const TEXTS: { [Kind in ExistingEntry["kind"]]: TextOf<Extract<ExistingEntry, { kind: Kind }>> } = {
  filter: {
    problem: ({ detectorId, region, name }) =>
      `detector ${detectorId} in ${region} has no filter ${name}`,
    subject: ({ name, region }) => `whether filter ${name} exists in ${region}`,
  },
  list: {
    problem: ({ of, detectorId, listId, region }) =>
      `is ${listId}; detector ${detectorId} in ${region} has no ${of} with this id`,
    subject: ({ of, listId, region }) => `whether ${of} ${listId} exists in ${region}`,
  },
  malwarePlan: {
    problem: ({ planId, region }) =>
      `is ${planId}; the account has no Malware Protection plan with this id in ${region}`,
    subject: ({ planId, region }) =>
      `whether Malware Protection plan ${planId} exists in ${region}`,
  },
  queue: {
    problem: ({ url }) => `is ${url}; the queue does not exist`,
    subject: ({ url }) => `whether queue ${url} exists`,
  },
  topic: {
    problem: ({ arn }) => `is ${arn}; the topic does not exist`,
    subject: ({ arn }) => `whether topic ${arn} exists`,
  },
  bus: {
    problem: ({ arn }) => `is ${arn}; the event bus does not exist`,
    subject: ({ arn }) => `whether event bus ${arn} exists`,
  },
  bucket: {
    problem: ({ name, region }) => `is ${name}; there is no bucket of this name in ${region}`,
    subject: ({ name, region }) => `whether bucket ${name} exists in ${region}`,
  },
};

const textOf = (entry: ExistingEntry) => TEXTS[entry.kind] as TextOf<ExistingEntry>;

/** Whether what, in a sentence about a check. */
export const entrySubject = (entry: ExistingEntry): string => textOf(entry).subject(entry);

/** An entry of what exists that is not there. */
export const ENTRY_TEXTS = {
  entryNotFound: ({ entry }: { entry: ExistingEntry }) => textOf(entry).problem(entry),
} as const;
