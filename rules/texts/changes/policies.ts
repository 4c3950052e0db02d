import type { GivenDocument, GivenHolder } from "../../changes";
import { listed, statementName, valueName } from "../words";
import type { Texts } from "./texts";

/** What happens to the policies of bucket and key. */
export const POLICIES = {
  statementsChanged: ({ policy, change, purposes }) => {
    const statements = purposes.length === 1 ? "statement" : "statements";
    const are = purposes.length === 1 ? "is" : "are";
    return `${policy} policy: ${statements} ${purposes.join(", ")} ${are} ${change}`;
  },
  adoptedPolicyChanged: ({ policy, change, statements }) => {
    const are = statements.length === 1 ? "is" : "are";
    return `policy of the adopted ${policy}: ${listed(statements.map(statementName))} ${are} ${change}`;
  },
  policyWriterChanged: ({ holder, name, writer, adoptedBefore }) => {
    const policy = `the policy of ${holder} ${valueName(name)}`;
    const output = `output ${holder}PolicyStatements`;
    if (writer === "owner") {
      return adoptedBefore
        ? `the stack no longer writes ${policy}: its statements stay as they are, and the owner has to write them from now on (${output}), or GuardDuty can no longer export`
        : `the stack does not write ${policy}: the owner has to add its statements (${output}) before GuardDuty can export`;
    }
    return adoptedBefore
      ? `the stack writes its statements into ${policy} from now on, and preserves those of others: a tool that writes the whole policy removes them again, and GuardDuty can no longer export`
      : `the stack adds its statements to ${policy}, and preserves those of others`;
  },
  adoptedPolicyNotCompared: ({ policy, file }) =>
    `policy of the adopted ${policy}: not compared, because the base does not have ${valueName(file)}`,
  givenPolicyChanged: ({ holder, document, change, statements }) => {
    const are = statements.length === 1 ? "is" : "are";
    return `${documentName(document)} of ${holderName(holder)}: ${listed(statements.map(statementName))} ${are} ${change}`;
  },
  givenPolicyNotCompared: ({ holder }) =>
    holder.kind === "role"
      ? `policies of ${holderName(holder)}: not compared, because the base has no --role-details file with all of them`
      : `policy of ${holderName(holder)}: not compared, because the base has no --shared-policy file of it`,
} satisfies Partial<Texts>;

const HOLDERS = { queue: "queue", topic: "topic", bus: "event bus", role: "role" } as const;

const holderName = ({ kind, arn }: GivenHolder): string => `${HOLDERS[kind]} ${valueName(arn)}`;

function documentName(document: GivenDocument): string {
  switch (document.kind) {
    case "policy":
      return "policy";
    case "trust":
      return "trust policy";
    case "boundary":
      return "permissions boundary";
    case "named":
      return `policy ${valueName(document.name)}`;
  }
}
