import { conditionsIn, variablesIn, type RequestContext } from "../evaluator";
import type { PolicyDocument } from "../policyDocument";
import { statementsOf } from "./statements";

const KEY = "s3:TlsVersion";

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html */
const VERSIONS = ["1.2", "1.3"];

/** What requests to S3 hold of their connection: each version of TLS that S3 accepts, where the statements distinguish them. */
export function transportsOf(policy: PolicyDocument | undefined): RequestContext["known"][] {
  const name = KEY.toLowerCase();
  const distinguished =
    policy !== undefined &&
    statementsOf(policy).some(
      ([, one]) =>
        conditionsIn(one).some(({ key }) => key === name) || variablesIn(one).includes(name),
    );
  return distinguished ? VERSIONS.map((version) => ({ [KEY]: version })) : [{}];
}
