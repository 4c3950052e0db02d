import type * as pulumi from "@pulumi/pulumi";

import type { ReaderPlan } from "../../rules/readers";
import type { AfterEntries } from "../shared/entries";
import type { FindingsReaderArgs } from "./args";

/** What every part of a reader registers its resources with. */
export interface ReaderContext {
  parent: pulumi.ComponentResource;
  plan: ReaderPlan;
  args: FindingsReaderArgs;
  /** Of a queue that exists. */
  afterEntries: AfterEntries;
}
