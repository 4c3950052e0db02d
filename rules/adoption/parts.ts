import { detectorArn } from "../arn";
import type { BucketPolicyInput, KeyPolicyInput } from "../policies";
import { bucketPolicy, keyPolicy } from "../policies";
import type { OwnPart } from "./merge";

type SharedInput = Omit<BucketPolicyInput, "shared">;

/** The export's statements of a bucket policy that others write too; `sized` as in `bucketPolicy`. */
export function bucketPart(input: SharedInput, sized: SharedInput = input): OwnPart {
  const shared = true;
  return {
    ...ownerOf(input),
    fit: (others) => bucketPolicy({ ...input, shared }, others, { ...sized, shared }),
  };
}

/** The export's statements of a key policy that others write too. */
export function keyPart(input: KeyPolicyInput, sized: KeyPolicyInput = input): OwnPart {
  return { ...ownerOf(input), fit: (others) => keyPolicy(input, others, sized) };
}

function ownerOf({ sidPrefix, sources }: Pick<KeyPolicyInput, "sidPrefix" | "sources">) {
  return { sidPrefix, detectorArns: sources.map(detectorArn) };
}
