import { canonicalStatements } from "../documents/canonical";
import { evaluate, sentByService } from "../evaluator";
import type { PolicyDocument } from "../policyDocument";

/** A policy's text; null: there is none; undefined: what would have it is gone. */
export type PolicyText = string | null | undefined;

/** A policy on the way to readers that is not as the stack deploys it, or is gone with what had it. */
export interface PolicyDifference<Link extends string> {
  link: Link;
  resource: string;
  gone: boolean;
  /** It lets no message through. */
  denies?: true;
}

/** The difference that a policy is; none where `holds`. */
export function policyDifference<Link extends string>(
  link: Link,
  resource: string,
  text: PolicyText,
  holds: (document: PolicyDocument) => boolean | "denied",
): PolicyDifference<Link>[] {
  if (text === undefined) return [{ link, resource, gone: true }];
  const held = holds(parsed(text));
  if (held === true) return [];
  return [{ link, resource, gone: false, ...(held === "denied" && { denies: true }) }];
}

/** A text that is no policy has no statements. */
function parsed(text: string | null): PolicyDocument {
  const none: PolicyDocument = { Version: "2012-10-17", Statement: [] };
  try {
    return { ...none, ...(JSON.parse(text ?? "{}") as Partial<PolicyDocument>) };
  } catch {
    return none;
  }
}

/** Whether a policy has the same statements. */
export const isAs =
  ({ Statement }: PolicyDocument) =>
  (found: PolicyDocument): boolean =>
    canonicalStatements(found.Statement) === canonicalStatements(Statement);

/** Whether a policy lets a service do something. What is undetermined is not denied. */
export function letsThrough(
  document: PolicyDocument,
  { service, action, resource, source }: ServiceRequest,
): true | "denied" {
  const { result } = evaluate(document, {
    ...{ principal: { kind: "Service", service }, action, resource },
    context: { known: { ...sentByService(service), ...source }, otherwise: "unknown" },
  });
  return result === "allowed" || result === "undetermined" || "denied";
}

interface ServiceRequest {
  service: string;
  action: string;
  resource: string;
  source: { [key: string]: string };
}
