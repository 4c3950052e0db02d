import type { z } from "zod";

import type { Arn } from "../arn";
import { arnText, parseArn } from "../arn";
import type { Problem } from "../problems";
import { problem, propertyPath, setLike, setTo } from "../problems";
import { partitionOf, regionFacts } from "../regions";
import { childrenOf, ruleOf } from "./fields";
import { homeOf, isRecord } from "./unchecked";

/** An ARN at a property that takes ARNs. */
interface Given {
  path: string;
  schema: z.ZodType;
  arn: Arn;
}

/** What every ARN has to share its partition with: the home Region, or else another argument. */
interface Reference {
  home: string;
  expected: string;
  region?: string;
}

/**
 * The ARNs of another partition than the home Region's, or than the ARN that stands for it: neither principals nor resources are
 * known across partitions.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionProblems(schema: z.ZodType, args: unknown): Problem[] {
  const arns = arnsIn(schema, args);
  const reference = referenceOf(args, arns);
  if (reference === undefined) return [];
  const { home, expected, region } = reference;
  return arns.flatMap(({ path, schema: field, arn }) => {
    const elsewhere = arn.region !== "" && partitionOf(arn.region) !== expected;
    if (arn.partition === expected && !elsewhere) return [];
    const corrected = {
      ...{ ...arn, partition: expected },
      region: elsewhere ? (region ?? arn.region) : arn.region,
    };
    // Any other mistake in the value is reported as itself.
    if (!field.safeParse(arnText(corrected)).success) return [];
    const found = arn.partition === expected ? partitionOf(arn.region) : arn.partition;
    const fix = (elsewhere ? setLike : setTo)(path, arnText(corrected));
    return [problem("arnOfOtherPartition", path, fix, { partition: found, home, expected })];
  });
}

/** The properties that take ARNs are those whose example is one. */
function arnsIn(schema: z.ZodType, value: unknown, keys: readonly PropertyKey[] = []): Given[] {
  if (typeof value === "string") {
    const { example } = ruleOf(schema);
    const takesArns = typeof example === "string" && parseArn(example) !== undefined;
    const arn = takesArns ? parseArn(value) : undefined;
    return arn === undefined ? [] : [{ path: propertyPath([...keys]), schema, arn }];
  }
  return childrenOf(schema, value).flatMap(([key, field, child]) =>
    arnsIn(field, child, [...keys, key]),
  );
}

/** Without any Region the first ARN of a known partition among the component's own arguments decides. */
function referenceOf(args: unknown, arns: readonly Given[]): Reference | undefined {
  const home = isRecord(args) ? homeOf(args) : undefined;
  if (typeof home === "string") {
    const facts = regionFacts(home);
    return facts && { home, expected: facts.partition, region: home };
  }
  if (home !== undefined) return undefined;
  const own = arns.find(
    ({ path, arn }) => !/[.[]/.test(path) && partitionOf(arn.region) === arn.partition,
  );
  return (
    own && { home: own.path, expected: own.arn.partition, region: own.arn.region || undefined }
  );
}
