import * as z from "zod/mini";

import type { DeclaredMembers } from "./expectedMembers";
import { parsedJson } from "./parsedJson";

/** The function's file of what members have to be, next to its code. */
export const MEMBERS_FILE = "members.json";

const accountId = z.string().check(z.regex(/^\d{12}$/));
const autoEnable = z.enum(["ALL", "NEW", "NONE"]);
const scope = {
  name: z.string(),
  regions: z.optional(z.array(z.string())),
  excludeRegions: z.optional(z.array(z.string())),
};
const status = z.enum(["ENABLED", "DISABLED"]);

const schema = z.object({
  managedBy: z.enum(["guardduty", "policy"]),
  autoEnable: z.optional(autoEnable),
  accounts: z.array(z.object({ accountId, features: z.array(z.object({ ...scope, status })) })),
  features: z.array(z.object({ ...scope, autoEnable })),
  exclude: z.array(accountId),
});

/** What that file holds. */
export function toMembersFile(members: DeclaredMembers): string {
  return JSON.stringify(schema.parse(members));
}

/** The members that the file has; undefined for any other text. */
export function fromMembersFile(text: string): DeclaredMembers | undefined {
  return schema.safeParse(parsedJson(text)).data;
}
