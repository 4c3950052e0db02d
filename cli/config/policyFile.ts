import { z } from "zod";

import { readLivePolicy } from "../../rules/adoption";
import { propertyPath } from "../../rules/problems";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { cannotRun } from "../cannotRun";
import type { PolicyMistake } from "../findings/inputs";
import { readText } from "./files";

/** What a policy file is the policy of. */
export interface PolicyOf {
  service: "s3" | "kms";
  /** ARN of the bucket; undefined for a key, whose statements say `*`. */
  bucketArn?: string;
}

const strings = z.union([z.string(), z.array(z.string()).min(1)]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const map = <T extends z.ZodType>(values: T) => z.record(z.string(), values);

const principal = z.union([z.literal("*"), map(strings)]);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Action: strings.optional(),
    NotAction: strings.optional(),
    Resource: strings.optional(),
    NotResource: strings.optional(),
    Condition: map(map(z.union([scalar, z.array(scalar)]))).optional(),
  })
  .superRefine((value, context) => {
    for (const element of ["Principal", "Action", "Resource"] as const) {
      const given = [value[element], value[`Not${element}`]].filter((one) => one !== undefined);
      if (given.length === 1) continue;
      const params = { element, given: given.length === 0 ? "none" : "both" };
      context.addIssue({ code: "custom", params });
    }
  });

const policy = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(statement)),
});

/**
 * Reads a policy as `aws s3api get-bucket-policy` and `aws kms get-key-policy` print it, whole or its text alone.
 * Throws CannotRun with every problem.
 */
export function readPolicyFile(file: string, shownAs: string, of: PolicyOf): PolicyDocument {
  return policyOf(readText(file, shownAs), shownAs, of);
}

/** The same from the text of a file. */
export function policyOf(printed: string, shownAs: string, of: PolicyOf): PolicyDocument {
  const holder = of.service === "s3" ? "bucket" : "key";
  const text = policyText(printed);
  if (text.trim() === "") {
    throw cannotRun("policyFileEmpty", { file: shownAs, holder });
  }
  const { policy: document, problem } = readLivePolicy(text, {
    of: holder,
    path: shownAs,
  });
  if (problem !== undefined) throw cannotRun("policyFileInvalid", { file: shownAs, problem });
  const mistakes = [...shapeMistakes(document), ...subjectMistakes(document, of)];
  if (mistakes.length > 0) throw cannotRun("policyElementsInvalid", { file: shownAs, mistakes });
  return document;
}

/** AWS's commands print the policy's text as a property of an object. */
function policyText(text: string): string {
  try {
    const value = JSON.parse(text) as { Policy?: unknown } | null;
    return typeof value?.Policy === "string" ? value.Policy : text;
  } catch {
    return text;
  }
}

function shapeMistakes(document: PolicyDocument): PolicyMistake[] {
  const { error } = policy.safeParse(document, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue): PolicyMistake[] => {
    const path = propertyPath(issue.path);
    const got = issue.input;
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          path: propertyPath([...issue.path, key]),
          id: "unknownElement",
          of: issue.path.length === 0 ? "policy" : "statement",
        }));
      case "custom":
        return [{ path, id: "notExactlyOne", ...(issue.params as Given) }];
      case "invalid_value":
        return [{ path, id: "wrongValue", allowed: issue.values.map(String), got }];
      case "invalid_type":
        return [{ path, id: "wrongType", expected: issue.expected, got }];
      default:
        return [{ path, id: "wrongType", expected: unionAt(issue.path), got }];
    }
  });
}

interface Given {
  element: string;
  given: "none" | "both";
}

/** What is expected where a value may be of several types. */
function unionAt(path: readonly PropertyKey[]): string {
  const element = String(path[2]);
  if (element === "Condition") return "condition";
  return element.endsWith("Principal") && path.length === 3 ? "principal" : "strings";
}

/** The policy of something else would prove something else. */
function subjectMistakes(
  document: PolicyDocument,
  { service, bucketArn }: PolicyOf,
): PolicyMistake[] {
  return listOf(document.Statement).flatMap((one, index): PolicyMistake[] => {
    const path = `Statement[${index}]`;
    const otherAction = texts(one.Action).find(
      (action) => action !== "*" && !isOf(service, action),
    );
    if (otherAction !== undefined) {
      const holder = service === "s3" ? "bucket" : "key";
      return [{ path: `${path}.Action`, id: "otherAction", action: otherAction, holder }];
    }
    const elsewhere = texts(one.Resource).find((arn) => bucketArn && !isIn(bucketArn, arn));
    if (elsewhere === undefined || bucketArn === undefined) return [];
    return [{ path: `${path}.Resource`, id: "otherBucket", resource: elsewhere, bucketArn }];
  });
}

function texts(value: unknown): string[] {
  return listOf(value as string | string[]).filter((one) => typeof one === "string");
}

function isOf(service: string, action: string): boolean {
  return action.toLowerCase().startsWith(`${service}:`);
}

/** Whether an ARN, or a pattern of ARNs, can be of the bucket or its objects. */
function isIn(bucketArn: string, arn: string): boolean {
  const [head = ""] = arn.split(/[*?$]/, 1);
  if (head === bucketArn || head.startsWith(`${bucketArn}/`)) return true;
  return head !== arn && bucketArn.startsWith(head);
}
