import { z } from "zod";

import { hasPropertyTwice } from "../../rules/adoption";
import { propertyPath } from "../../rules/problems";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { ControlPolicy } from "../../rules/proof";
import { cannotRun } from "../cannotRun";
import type { ControlPolicyMistake } from "../findings/inputs";
import { jsonOf } from "./json";
import { refuseNested } from "./nesting";

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MAXIMUM_CHARACTERS = 5120;

const texts = z.union([z.string(), z.array(z.string()).min(1)]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.literal("Deny"),
    Principal: z.literal("*"),
    Action: texts,
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Condition: z
      .record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])))
      .optional(),
  })
  .refine((one) => (one.Resource === undefined) !== (one.NotResource === undefined), {
    path: ["Resource"],
  });

/** RCPFullAWSAccess, which AWS attaches everywhere. */
const fullAccess = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.literal("Allow"),
  Principal: z.literal("*"),
  Action: z.literal("*"),
  Resource: z.literal("*"),
});

const policy = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.union([statement, z.array(statement).min(1), fullAccess, z.tuple([fullAccess])]),
});

/** A resource control policy as `aws organizations describe-policy` prints it, whole or its content alone. Throws CannotRun. */
export function controlPolicyOf(printed: string, file: string): ControlPolicy {
  const invalid = (mistake: ControlPolicyMistake) =>
    cannotRun("controlPolicyInvalid", { file, ...mistake });
  const text = contentText(printed);
  const document = jsonOf(text);
  if (document === undefined) throw invalid({ mistake: "notJson" });
  refuseNested(document, file);
  if (hasPropertyTwice(text, document) || hasPropertyTwice(printed, jsonOf(printed)))
    throw invalid({ mistake: "propertyTwice" });
  const { error } = policy.safeParse(document);
  const [issue] = error?.issues ?? [];
  if (issue) {
    const path = propertyPath(deepest(issue)) || "(all)";
    throw invalid({ mistake: "element", path });
  }
  const { length } = JSON.stringify(document);
  if (length > MAXIMUM_CHARACTERS) {
    throw invalid({ mistake: "tooLong", length, maximum: MAXIMUM_CHARACTERS });
  }
  return { name: file, document: document as PolicyDocument };
}

/** Where the alternative fails that came the furthest. */
function deepest(issue: z.core.$ZodIssue): PropertyKey[] {
  const own = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const inner = issue.code === "invalid_union" ? issue.errors.flat().map(deepest) : [];
  const longest = inner.reduce((best, one) => (one.length > best.length ? one : best), own);
  return [...issue.path, ...longest];
}

/** AWS's command prints the content as text in an object. */
function contentText(printed: string): string {
  const { Policy } = (jsonOf(printed) ?? {}) as { Policy?: { Content?: unknown } };
  return typeof Policy?.Content === "string" ? Policy.Content : printed;
}
