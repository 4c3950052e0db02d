import { ACTIONS_AS_OF } from "../documents/actionNames";
import type { MalformedElement, MalformedKind } from "../documents/malformed";
import { meantAction, partsOfAction } from "../documents/unknownActions";

const ALLOWED: {
  [
    kind in Exclude<MalformedKind, "missing" | "both" | "type" | "unknownElement" | "unknownAction">
  ]: string;
} = {
  effect: "allowed are Allow and Deny",
  principalKind: "allowed kinds are AWS, Service, Federated and CanonicalUser",
  principal: "it is no principal of this kind",
  action: "allowed are * and actions of the policy's service, such as s3:GetObject or kms:Decrypt",
  resource: "allowed are * and ARNs of what the policy is for",
  operator: "IAM has no such condition operator",
  value: "the operator cannot compare it",
};

/** What is wrong with an element: its path, the value found, and what is allowed. */
export function malformedElementText({ kind, path, value }: MalformedElement): string {
  const name = path.join(".");
  switch (kind) {
    case "missing":
      return `${choice(name)} is missing`;
    case "both":
      return `has both ${name} and Not${name}; only one is allowed`;
    case "unknownElement":
      return `${name} is no element of a statement`;
    case "operator":
      return `${name}: ${ALLOWED.operator}`;
    case "unknownAction":
      return `${name} is ${JSON.stringify(value)}: ${unknownActionText(String(value))}`;
    case "type":
      return `${name} is ${JSON.stringify(value)}: expected ${expected(path)}`;
    default:
      return `${name} is ${JSON.stringify(value)}: ${ALLOWED[kind]}`;
  }
}

function unknownActionText(action: string): string {
  const { service } = partsOfAction(action);
  const none = `${service.toUpperCase()} has no such action as of ${ACTIONS_AS_OF}`;
  const meant = meantAction(action);
  return meant === undefined ? none : `${none}; the closest is ${meant}`;
}

function expected([element = "", ...inner]: string[]): string {
  if (element === "Sid") return "a string";
  if (element === "Condition") {
    return inner.length < 2 ? "a map" : "a string, a number, a boolean, or a list of those";
  }
  return element.endsWith("Principal") && inner.length === 0
    ? '"*" or a map such as {"Service": "guardduty.amazonaws.com"}'
    : "a string or a list of strings";
}

function choice(name: string): string {
  return name === "Effect" ? name : `${name} or Not${name}`;
}
