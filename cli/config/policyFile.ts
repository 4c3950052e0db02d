import { z } from "zod";

import { hasPropertyTwice, propertyTwiceProblem, readLivePolicy } from "../../rules/adoption";
import { startsAsArn } from "../../rules/arn";
import { isIn } from "../../rules/documents/malformed";
import { propertyPath } from "../../rules/problems";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { cannotRun } from "../cannotRun";
import type { PolicyMistake } from "../findings/inputs";
import { readText } from "./files";
import { jsonOf } from "./json";
import { refuseNested } from "./nesting";

/** What a policy file is the policy of. */
export interface PolicyOf {
  service: "s3" | "kms";
  /** ARN of the bucket; undefined for a key, whose statements say `*`. */
  bucketArn?: string;
}

const policy = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.unknown(),
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
  const wrapper = text === printed ? undefined : jsonOf(printed);
  if (wrapper !== undefined && hasPropertyTwice(printed, wrapper)) {
    const problem = propertyTwiceProblem({ of: holder, path: shownAs });
    throw cannotRun("policyFileInvalid", { file: shownAs, problem });
  }
  if (text.trim() === "") {
    throw cannotRun("policyFileEmpty", { file: shownAs, holder });
  }
  refuseNested(jsonOf(text), shownAs);
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
  const { Policy } = (jsonOf(text) ?? {}) as { Policy?: unknown };
  return typeof Policy === "string" ? Policy : text;
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
        }));
      case "invalid_value":
        return [{ path, id: "wrongValue", allowed: issue.values.map(String), got }];
      case "invalid_type":
        return [{ path, id: "wrongType", expected: issue.expected, got }];
      default:
        return [{ path, id: "wrongType", expected: "object", got }];
    }
  });
}

/** The policy of something else would prove something else. A statement that fits no policy is a finding of the proof. */
function subjectMistakes(
  document: PolicyDocument,
  { service, bucketArn }: PolicyOf,
): PolicyMistake[] {
  const statements = [...listOf(document.Statement).entries()];
  const holder = service === "s3" ? "bucket" : "key";
  const actions = statements.flatMap(([index, one]) =>
    texts(one.Action)
      .filter((action) => /^[a-z0-9-]+:/i.test(action))
      .map((action) => ({ path: `Statement[${index}].Action`, action })),
  );
  const [otherAction] = actions;
  if (otherAction && !actions.some(({ action }) => isOf(service, action))) {
    return [{ ...otherAction, id: "otherAction", holder }];
  }
  if (bucketArn === undefined) return [];
  const resources = statements.flatMap(([index, one]) =>
    texts(one.Resource)
      .filter((resource) => startsAsArn(resource))
      .map((resource) => ({ path: `Statement[${index}].Resource`, resource })),
  );
  const [elsewhere] = resources;
  return elsewhere && !resources.some(({ resource }) => isIn(bucketArn, resource))
    ? [{ ...elsewhere, id: "otherBucket", bucketArn }]
    : [];
}

function texts(value: unknown): string[] {
  return listOf(value as string | string[]).filter((one) => typeof one === "string");
}

function isOf(service: string, action: string): boolean {
  return action.toLowerCase().startsWith(`${service}:`);
}
