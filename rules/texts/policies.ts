import type { PolicySize } from "../policies/limits";

/** A policy that is larger than its service allows. */
export function policyTooLargeProblem({ policy, limit, ownBytes, otherBytes }: PolicySize): string {
  return (
    `the ${policy} policy needs ${ownBytes + otherBytes} bytes and at most ${limit} are allowed: ` +
    `${ownBytes} for the statements of this export, ${otherBytes} for the rest`
  );
}

export function policyTooLargeFix({ limit, ownBytes, otherBytes }: PolicySize): string {
  const excess = ownBytes + otherBytes - limit;
  return excess <= otherBytes
    ? `remove at least ${excess} bytes of statements from others`
    : "name fewer readers in readerArns, or give them a role in the bucket's account";
}
