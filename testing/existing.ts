import type { RecordMocks } from "./recorder";
import { REGION } from "../mocks/answers";
import { bucketPolicyOfOthers, keyPolicyOfOthers } from "./logArchive";

/** What AWS has of what is said to exist. */
export interface Existing {
  /** The texts of the policies; null: the bucket has none. */
  bucketPolicy?: string | null;
  keyPolicy?: string;
  bucketRegion?: string;
  keyState?: string;
  detectorStatus?: string;
  /** Ids by Region. */
  detectorIds?: { [region: string]: string };
  /** Undefined: there is no object where the marker belongs. */
  markerLength?: number;
  /** Where an existing destination goes. */
  destination?: { destinationArn: string; kmsKeyArn: string };
}

/** Mocks that answer for what exists already. */
export function existingMocks(existing: Existing = {}): RecordMocks {
  const { bucketPolicy = JSON.stringify(bucketPolicyOfOthers), detectorIds = {} } = existing;
  const reads: { [type: string]: object | undefined } = {
    "aws:s3/bucket:Bucket": { policy: bucketPolicy },
    "aws:kms/key:Key": { policy: existing.keyPolicy ?? JSON.stringify(keyPolicyOfOthers) },
    "aws:guardduty/publishingDestination:PublishingDestination": existing.destination,
  };
  const calls: { [token: string]: (inputs: { [name: string]: string }) => object } = {
    "aws:s3/getBucket:getBucket": () => ({ bucketRegion: existing.bucketRegion ?? REGION }),
    "aws:kms/getKey:getKey": () => ({
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      keyState: existing.keyState ?? "Enabled",
      keyManager: "CUSTOMER",
      multiRegion: false,
    }),
    "aws:guardduty/getDetector:getDetector": ({ region = "" }) => {
      if (detectorIds[region] === undefined) throw new Error("empty result");
      return { id: detectorIds[region], status: existing.detectorStatus ?? "ENABLED" };
    },
    "aws:s3/getObject:getObject": () => {
      if (existing.markerLength === undefined) throw new Error("couldn't find resource");
      return { contentLength: existing.markerLength };
    },
  };
  return {
    resource: ({ type, inputs, id }) => {
      // What is read comes with no inputs but its Region; what is imported with all of them.
      const isRead =
        id !== undefined && Object.keys(inputs as object).every((key) => key === "region");
      const state = isRead ? reads[type] : undefined;
      return state && { id, state: { ...(inputs as object), ...state } };
    },
    call: ({ token, inputs }) => calls[token]?.(inputs as { [name: string]: string }),
  };
}
