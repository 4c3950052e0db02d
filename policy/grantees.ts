import { conditionsIn } from "../rules/evaluator";
import { RESERVED_SID_PREFIX } from "../rules/policies";
import { listOf, type PolicyDocument } from "../rules/policyDocument";
import { principalsOf } from "../rules/proof/statements";

const READERS = new RegExp(
  `^${RESERVED_SID_PREFIX}[0-9a-f]{8}(ListFindings|GetFindings|DecryptFindings|ListPrefix|GetMarkers)$`,
);

/** The identities that an export of this package lets read, by its own statements. */
export function grantees(document: PolicyDocument): string[] {
  return listOf(document.Statement)
    .filter(({ Sid }) => READERS.test(Sid ?? ""))
    .flatMap((statement) => [
      ...principalsOf(statement, "AWS"),
      ...conditionsIn(statement)
        .filter(({ key }) => key === "aws:principalarn")
        .flatMap(({ values }) => values),
    ]);
}
