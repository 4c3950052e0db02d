import { z } from "zod";
import { apiShape } from "./fields";

/** Feeds of Google SecOps, by resource name, in the shape of the Chronicle API. */
const feed = z.strictObject({
  displayName: z.string().optional(),
  details: apiShape,
  uid: z.uuid(),
  state: z.enum(["ACTIVE", "INACTIVE"]).default("ACTIVE"),
});

export const feeds = z
  .record(
    z
      .string()
      .regex(
        /^projects\/[^/]+\/locations\/[^/]+\/instances\/[^/]+\/feeds\/[^/]+$/,
        "must be the resource name of a feed",
      ),
    feed,
  )
  .default({});

export type Feed = z.output<typeof feed>;
