import type * as pulumi from "@pulumi/pulumi";

import type { ExistingPolicy } from "../../../rules/args/choices";
import type { Account } from "./organization";

/** A key that exists already. Nothing but its policy is touched, and it stays when the stack goes. */
export interface ExistingKey {
  /** The key's ARN, not its alias's. It is in the home Region, symmetric, enabled, for ENCRYPT_DECRYPT. */
  arn: string;
  /** Who writes its policy. Defaults to merge. */
  policy?: ExistingPolicy;
  /** Whether to take the export's statement out of its policy again, and to register no destinations: before the stack is destroyed. Defaults to false. */
  detach?: boolean;
}

/** The KMS key that findings are encrypted under. */
export interface ExportKey {
  /** A key that exists already, instead of a new one: of the other properties only account applies. Defaults to none: one is made. */
  existing?: ExistingKey;
  /** The account that owns the key. Defaults to the bucket's. */
  account?: Account;
  /** The key's alias, with alias/ in front. Defaults to a name generated from the component's. */
  alias?: string;
  /** The key's description. Defaults to a sentence that names the component. */
  description?: pulumi.Input<string>;
  /** Days between rotations of the key's material: 90 to 2560. Defaults to 365. */
  rotationPeriodInDays?: number;
  /** Days that KMS waits before it deletes the key, should it be deleted: 7 to 30. Defaults to 30. */
  deletionWindowInDays?: number;
  /** Tags of the key, besides the component's. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
