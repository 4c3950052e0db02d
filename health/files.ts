import { readFile } from "node:fs/promises";
import path from "node:path";

import type { DeclaredMembers } from "../rules/health/expectedMembers";
import type { ExpectedPolicies } from "../rules/health/expectedPolicies";
import { fromPoliciesFile, POLICIES_FILE } from "../rules/health/expectedPolicies";
import { fromMembersFile, MEMBERS_FILE } from "../rules/health/membersFile";
import { functionFileText } from "../rules/texts/environment";

/** What the files next to the function's code hold. */
export interface FunctionFiles {
  policies: ExpectedPolicies;
  members: DeclaredMembers;
}

/** Reads the files. A function without one of them fails, so that no alarm is missed. */
export async function functionFiles(): Promise<FunctionFiles> {
  const [policies, members] = await Promise.all([
    contentOf("policies", POLICIES_FILE, fromPoliciesFile),
    contentOf("members", MEMBERS_FILE, fromMembersFile),
  ]);
  return { policies, members };
}

async function contentOf<T>(
  of: keyof FunctionFiles,
  name: string,
  read: (text: string) => T | undefined,
): Promise<T> {
  const file = path.join(process.env["LAMBDA_TASK_ROOT"] ?? __dirname, name);
  const content = read(await readFile(file, "utf8").catch(() => ""));
  if (content === undefined) throw new Error(functionFileText(of, file));
  return content;
}
