import { z } from "zod";
import { apiShape, arnOf, tags, timestamp } from "./fields";

/** What queries the findings: Glue's catalog and Athena. Settings are kept in the shapes of their APIs. */

const table = apiShape;

const database = z.strictObject({
  /** DatabaseInput of the Glue API. */
  input: apiShape,
  createdAt: timestamp.optional(),
  /** Name -> TableInput of the Glue API. */
  tables: z.record(z.string(), table).default({}),
  tags,
});

const workgroup = z.strictObject({
  configuration: apiShape,
  description: z.string().optional(),
  state: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  createdAt: timestamp.optional(),
  tags,
});

const namedQuery = z.strictObject({
  name: z.string(),
  database: z.string(),
  query: z.string(),
  description: z.string().optional(),
  workgroup: arnOf("athena", "workgroup/.+", "an Athena workgroup"),
  clientRequestToken: z.string().optional(),
});

export const databases = z
  .record(arnOf("glue", "database/.+", "a Glue database"), database)
  .default({});
export const workgroups = z
  .record(arnOf("athena", "workgroup/.+", "an Athena workgroup"), workgroup)
  .default({});
export const namedQueries = z.record(z.uuid(), namedQuery).default({});

export type Database = z.output<typeof database>;
export type Table = z.output<typeof table>;
export type Workgroup = z.output<typeof workgroup>;
export type NamedQuery = z.output<typeof namedQuery>;
