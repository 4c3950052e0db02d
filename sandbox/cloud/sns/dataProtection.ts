import type { Topic } from "../../world";
import type { Operations } from "../aws";
import type { Members } from "../contract";
import { isJsonObject } from "../json";
import { invalid, requireTopic } from "./topic";

/** Source: https://docs.aws.amazon.com/sns/latest/api/API_PutDataProtectionPolicy.html */
const MOST_BYTES = 30_720;

export const dataProtectionOperations: Operations = {
  PutDataProtectionPolicy: (aws, caller, { ResourceArn, DataProtectionPolicy: text }) => {
    const { topic } = requireTopic(aws, caller, ResourceArn, "PutDataProtectionPolicy");
    if (Buffer.byteLength(text) > MOST_BYTES)
      throw invalid("DataProtectionPolicy Reason: too long");
    if (text !== "" && !isProtection(text)) throw invalid("DataProtectionPolicy");
    if (text === "") delete topic.dataProtection;
    else topic.dataProtection = text;
  },

  GetDataProtectionPolicy: (aws, caller, { ResourceArn }) => {
    const { topic } = requireTopic(aws, caller, ResourceArn, "GetDataProtectionPolicy");
    return { DataProtectionPolicy: topic.dataProtection ?? "" };
  },
};

/** The operations of a topic's statements: `Audit`, `Deidentify`, `Deny`. Which data and whom they are about is not read. */
export function protectionsOf({ dataProtection }: Topic): string[] {
  if (dataProtection === undefined) return [];
  return statementsOf(dataProtection).flatMap(({ Operation }) => Object.keys(Operation));
}

function statementsOf(text: string): Members[] {
  return (JSON.parse(text) as { Statement: Members[] }).Statement;
}

const DIRECTIONS = ["Inbound", "Outbound"];
const OPERATIONS = ["Audit", "Deidentify", "Deny"];

/** Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html */
function isProtection(text: string): boolean {
  if (!isJsonObject(text)) return false;
  const { Version, Statement } = JSON.parse(text) as Members;
  if (Version !== "2021-06-01" || !Array.isArray(Statement)) return false;
  return Statement.every(({ DataDirection, Principal, DataIdentifier, Operation }: Members) => {
    const [operation, ...others] = Object.keys(Operation ?? {});
    const isOne = others.length === 0 && OPERATIONS.includes(operation ?? "");
    const lists = Array.isArray(Principal) && Array.isArray(DataIdentifier);
    return isOne && lists && DIRECTIONS.includes(DataDirection);
  });
}
