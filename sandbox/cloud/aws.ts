import type { Bucket, StoredObject, World } from "../world";
import type { Caller, Members } from "./contract";
import type { Propagation } from "./propagation";

/** What operations work on. */
export interface Aws {
  readonly world: World;
  now(): Date;
  readonly propagation: Propagation;
  /** Objects that were written since they were last looked through. */
  readonly uploads: Upload[];
  /** What AWS lets happen again after a while only -> when it happened. Kept in memory only. */
  readonly recent: Map<string, Date>;
}

export interface Upload {
  bucket: Bucket;
  key: string;
  stored: StoredObject;
}

/** One operation of an AWS service. It runs to its end before any other starts, so it needs no locks. */
export type Operation = (aws: Aws, caller: Caller, input: Members) => Members | void;

export type Operations = { [operation: string]: Operation };
