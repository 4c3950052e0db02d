import type { PolicyStatement } from "../../../rules/policyDocument";
import { policiesFor, SIDS, source, withStatements } from "./shapes";

export const BUCKET = "arn:aws:s3:::acme-findings";

/** The policies that the faults are put into: a default-enabled and an opt-in Region. */
export const policies = policiesFor({ sources: [source("us-east-1"), source("me-south-1")] });

export const sid = (name: string) => `${SIDS}${name}`;

/** The policies with one of our statements changed to these. */
export function replaced(name: string, change: (statement: PolicyStatement) => PolicyStatement[]) {
  return (["bucketPolicy", "keyPolicy"] as const).reduce(
    (all, policy) =>
      withStatements(all, policy, (list) =>
        list.flatMap((one) => (one.Sid === sid(name) ? change(one) : [one])),
      ),
    policies,
  );
}

export const without = (name: string) => replaced(name, () => []);

/** The policies with some elements of one of our statements changed. */
export const changed = (name: string, elements: Partial<PolicyStatement>) =>
  replaced(name, (one) => [{ ...one, ...elements }]);

/** The policies with a Deny from others. */
export const withDeny = (statement: Partial<PolicyStatement>) =>
  withStatements(policies, "bucketPolicy", (own) => [
    ...own,
    {
      Sid: "Theirs",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [BUCKET, `${BUCKET}/*`],
      ...statement,
    },
  ]);
