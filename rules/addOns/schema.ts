import { z } from "zod";

import { addProblem, object, plain, switchOr, words } from "../args/fields";
import { chronicleShape } from "../chronicle";
import { routingShape } from "../events";
import { filtersByName } from "../filters";
import { configLists } from "../lists";
import { malwareConfigShape } from "../malware";
import { sentinelShape } from "../sentinel";
import { tableShape } from "../table";
import { healthShape } from "../health";
import { readerShape } from "../readers";
import { ADD_ON_KEYS } from "../texts/configKeys";

/** What the export gives of a add-on's arguments: config leaves it out. */
export const GIVEN = {
  readers: ["findingsUri", "keyArn", "topicArn", "homeRegion"],
  chronicle: ["findingsUri", "queueArn", "role", "accessKey"],
  sentinel: ["roleArn", "queueUrl"],
  athena: ["findingsUri", "accounts", "regions", "homeRegion"],
  events: ["regions", "homeRegion"],
  health: [
    ...["regions", "homeRegion", "findingPublishingFrequency", "findingsUri", "keyArn"],
    ...["administratorAccountId", "bucketAccountId", "detectorIds", "destinationIds"],
    ...[
      "queueUrls",
      "ownQueueArns",
      "notificationTopicArn",
      "notificationKeyArn",
      "members",
      "bucketSettings",
    ],
    ...["bucketPolicyStatements", "keyPolicyStatements"],
    ...["existingBucketPolicy", "existingKeyPolicy"],
  ],
} as const satisfies { [addOn: string]: readonly string[] };

/** Names become part of resource names. */
const NAME = /^[a-z][a-z0-9-]{0,29}$/;

function nameLike(name: string): string {
  const letters = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return letters.replace(/^[^a-z]+|-+$/g, "").slice(0, 30);
}

const named = (reader: z.ZodType) =>
  z.record(z.string(), reader).superRefine((readers, context) => {
    for (const name of Object.keys(readers)) {
      if (NAME.test(name)) continue;
      const rename = nameLike(name);
      const fix =
        NAME.test(rename) && !Object.hasOwn(readers, rename) ? { rename } : { remove: true };
      addProblem(context, { id: "readerName", values: { name }, ...fix }, name);
    }
  });

/** The config keys of a stack's add-ons. */
export const addOnShape = {
  readers: plain(named(object(without(readerShape, GIVEN.readers)))).optional(),
  chronicle: object({
    reader: plain(words("google")).describe(ADD_ON_KEYS.chronicleReader),
    ...without(chronicleShape, GIVEN.chronicle),
  }).optional(),
  sentinel: object({
    reader: plain(words("microsoft")).describe(ADD_ON_KEYS.sentinelReader),
    ...without(sentinelShape, GIVEN.sentinel),
  }).optional(),
  athena: object({
    accounts: tableShape.accounts.optional(),
    ...without(tableShape, GIVEN.athena),
  }).optional(),
  events: object(without(routingShape, GIVEN.events)).optional(),
  filters: filtersByName.optional(),
  lists: configLists(ADD_ON_KEYS.listFile).optional(),
  malwareProtection: object({
    ...malwareConfigShape,
    findingsBucket: malwareConfigShape.findingsBucket.describe(ADD_ON_KEYS.findingsBucket),
  }).optional(),
  health: switchOr(without(healthShape, GIVEN.health)),
};

export const addOnsConfig = object(addOnShape);

function without<Shape extends object, Name extends keyof Shape>(
  shape: Shape,
  names: readonly Name[],
): Omit<Shape, Name> {
  const kept = Object.entries(shape).filter(([name]) => !names.includes(name as Name));
  return Object.fromEntries(kept) as Omit<Shape, Name>;
}
