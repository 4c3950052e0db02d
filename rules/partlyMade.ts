import type { HealthFinding } from "./health/types";

/** A resource that AWS may have created without properties that the provider sets by further calls, with these properties. */
export type PartlyMade =
  | { kind: "key"; keyId: string; rotationPeriodInDays?: number }
  | { kind: "topic"; topicArn: string; kmsMasterKeyId: string }
  | { kind: "bucket"; bucketName: string; tags: { [name: string]: string } };

/** A resource that stays partly made: AWS refuses the calls that complete it. */
export interface CreationNotCompleted {
  id: "creationNotCompleted";
  severity: "error";
  kind: PartlyMade["kind"];
  /** As AWS identifies it. */
  resource: string;
  cause: HealthFinding;
}

interface Values {
  [name: string]: unknown;
}

type Readers = {
  [Kind in PartlyMade["kind"]]: (
    id: string,
    inputs: Values,
    outputs: Values,
  ) => Extract<PartlyMade, { kind: Kind }> | undefined;
};

/**
 * The provider records what a refused create or update asked for as set, so that its next update finds nothing to do. Of each kind,
 * what is to be set then: undefined where the provider finds a difference by itself, or nothing is to be set.
 */
const READERS: Readers = {
  key(keyId, inputs, outputs) {
    const { enableKeyRotation, rotationPeriodInDays: period } = inputs;
    const isRecorded =
      outputs["enableKeyRotation"] === true &&
      (period === undefined || outputs["rotationPeriodInDays"] === period);
    if (enableKeyRotation !== true || !isRecorded) return undefined;
    return {
      ...{ kind: "key", keyId },
      ...(typeof period === "number" && { rotationPeriodInDays: period }),
    };
  },
  topic(topicArn, { kmsMasterKeyId }, outputs) {
    const isRecorded = outputs["kmsMasterKeyId"] === kmsMasterKeyId;
    if (typeof kmsMasterKeyId !== "string" || !isRecorded) return undefined;
    return { kind: "topic", topicArn, kmsMasterKeyId };
  },
  bucket(bucketName, inputs, outputs) {
    // The provider adds its default tags.
    const of = inputs["tagsAll"] === undefined ? "tags" : "tagsAll";
    const tags = (inputs[of] ?? {}) as { [name: string]: string };
    const isRecorded = JSON.stringify(sorted(outputs[of])) === JSON.stringify(sorted(tags));
    if (Object.keys(tags).length === 0 || !isRecorded) return undefined;
    return { kind: "bucket", bucketName, tags };
  },
};

/** What is to be set of a resource that an update changes, by its id, its inputs and the outputs that the state has. */
export function partlyMade(
  kind: PartlyMade["kind"],
  id: string,
  inputs: Values = {},
  outputs: Values = {},
): PartlyMade | undefined {
  return READERS[kind](id, inputs, outputs);
}

function sorted(tags: unknown): unknown {
  return Object.entries((tags ?? {}) as object).sort(([a], [b]) => (a < b ? -1 : 1));
}
