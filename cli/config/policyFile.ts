import { z } from "zod";

import { readLivePolicy } from "../../rules/adoption";
import { problemLine, propertyPath, shown } from "../../rules/problems";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { CannotRun, problemsIn } from "../cannotRun";
import { readText } from "./files";
import { wording } from "./wording";

/** What a policy file is the policy of. */
export interface PolicyOf {
  service: "s3" | "kms";
  /** ARN of the bucket; undefined for a key, whose statements say `*`. */
  bucketArn?: string;
}

const strings = z.union([z.string(), z.array(z.string()).min(1)], {
  error: (issue) => `must be a string or a list of strings; got ${shown(issue.input)}`,
});
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const map = <T extends z.ZodType>(values: T) => z.record(z.string(), values);

const principal = z.union([z.literal("*"), map(strings)], {
  error: (issue) => `must be "*" or a map such as { "Service": "…" }; got ${shown(issue.input)}`,
});

const statement = z
  .strictObject(
    {
      Sid: z.string().optional(),
      Effect: z.enum(["Allow", "Deny"]),
      Principal: principal.optional(),
      NotPrincipal: principal.optional(),
      Action: strings.optional(),
      NotAction: strings.optional(),
      Resource: strings.optional(),
      NotResource: strings.optional(),
      Condition: map(map(z.union([scalar, z.array(scalar)]))).optional(),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys" ? "unknown statement element" : undefined,
    },
  )
  .superRefine((value, context) => {
    for (const element of ["Principal", "Action", "Resource"] as const) {
      const given = [value[element], value[`Not${element}`]].filter((one) => one !== undefined);
      if (given.length === 1) continue;
      const message = `requires exactly one of ${element} and Not${element}; has ${given.length === 0 ? "none" : "both"}`;
      context.addIssue({ code: "custom", message });
    }
  });

const policy = z.strictObject(
  {
    Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
    Id: z.string().optional(),
    Statement: z.preprocess(
      (value) => (Array.isArray(value) ? value : [value]),
      z.array(statement),
    ),
  },
  {
    error: (issue) => (issue.code === "unrecognized_keys" ? "unknown policy element" : undefined),
  },
);

/**
 * Reads a policy as `aws s3api get-bucket-policy` and `aws kms get-key-policy` print it, whole or its text alone.
 * Throws CannotRun with every problem.
 */
export function readPolicyFile(file: string, shownAs: string, of: PolicyOf): PolicyDocument {
  return policyOf(readText(file, shownAs), shownAs, of);
}

/** The same from the text of a file. */
export function policyOf(printed: string, shownAs: string, of: PolicyOf): PolicyDocument {
  const text = policyText(printed);
  if (text.trim() === "") {
    throw new CannotRun(
      `${shownAs}: is empty; the command that writes it may have failed. A bucket without a policy is {"Statement": []}`,
    );
  }
  const { policy: document, problem } = readLivePolicy(text, {
    of: of.service === "s3" ? "bucket" : "key",
    path: shownAs,
  });
  if (problem !== undefined) throw new CannotRun(problemLine(problem));
  const problems = [...shapeProblems(document), ...subjectProblems(document, of)];
  if (problems.length > 0) throw problemsIn(shownAs, problems);
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

function shapeProblems(document: PolicyDocument) {
  const { error } = policy.safeParse(document, { error: wording });
  return (error?.issues ?? []).flatMap((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    return keys.map((key) => ({
      path: propertyPath(key === undefined ? issue.path : [...issue.path, key]) || "(all)",
      reason: issue.message,
    }));
  });
}

/** The policy of something else would prove something else. */
function subjectProblems(document: PolicyDocument, { service, bucketArn }: PolicyOf) {
  return listOf(document.Statement).flatMap((one, index) => {
    const path = `Statement[${index}]`;
    const otherAction = texts(one.Action).find(
      (action) => action !== "*" && !isOf(service, action),
    );
    if (otherAction !== undefined) {
      const kind = service === "s3" ? "a bucket" : "a key";
      return [
        { path: `${path}.Action`, reason: `${shown(otherAction)} is not an action on ${kind}` },
      ];
    }
    const elsewhere = texts(one.Resource).find((arn) => bucketArn && !isIn(bucketArn, arn));
    if (elsewhere === undefined) return [];
    const reason = `${shown(elsewhere)} is not in ${bucketArn}: the policy belongs to another bucket`;
    return [{ path: `${path}.Resource`, reason }];
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
