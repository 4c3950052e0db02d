/**
 * The id of an identity, which AWS shows in place of its ARN once it is deleted, or what KMS shows.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const DELETED = /^(A[A-Z]{3}[A-Z0-9]{12,}(:.*)?|\[UNKNOWN\])$/;

export function isDeleted(principal: string): boolean {
  return DELETED.test(principal);
}
