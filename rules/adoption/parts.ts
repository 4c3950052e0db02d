import type { BucketPolicyInput, KeyPolicyInput } from "../policies";
import { bucketPolicy, keyPolicy } from "../policies";
import type { OwnPart } from "./merge";

/** The export's statements of a bucket policy that others write too. */
export function bucketPart(input: Omit<BucketPolicyInput, "shared">): OwnPart {
  return {
    sidPrefix: input.sidPrefix,
    fit: (others) => bucketPolicy({ ...input, shared: true }, others),
  };
}

/** The export's statements of a key policy that others write too. */
export function keyPart(input: KeyPolicyInput): OwnPart {
  return { sidPrefix: input.sidPrefix, fit: (others) => keyPolicy(input, others) };
}
