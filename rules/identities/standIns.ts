import { conditionsIn } from "../evaluator";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { LiveIdentity } from "./types";

/** What stands for a part that only a deployment knows: `<7 hex digits>`. */
const STAND_IN = /<[^<>]+>/g;
const WHOLE = /^<[^<>]+>$/;
/** How many digits, of a name that Pulumi makes. */
const HEX = /^<(\d+)\b/;

/**
 * A policy as a deployment has written it: in place of texts with stand-ins what a live policy has there; of a condition that is a stand-in as
 * a whole, what a live policy compares its key with. `named` are texts of the deployment, which come first; `unknown` has the texts that stand for
 * one that nothing names, with how the declared policy writes it.
 */
export function withoutStandIns(
  declared: PolicyDocument,
  { trust, policies }: Pick<LiveIdentity, "trust" | "policies">,
  named: readonly string[] = [],
): { document: PolicyDocument; unknown: ReadonlyMap<string, string> } {
  const documents = [...(trust ? [trust] : []), ...policies.map(({ document }) => document)];
  const candidates = [...named, ...documents.flatMap(textsOf)];
  const unknown = new Map<string, string>();
  const conditions = documents.flatMap(({ Statement }) => listOf(Statement).flatMap(conditionsIn));
  const document = replaced(declared, (text, name) => {
    if (text.search(STAND_IN) < 0) return text;
    const ofKey = conditions.find(({ key }) => key === name.toLowerCase())?.values[0];
    const found = WHOLE.test(text) ? ofKey : candidates.find((one) => patternOf(text).test(one));
    if (found !== undefined) return found;
    const sampled = text.replace(STAND_IN, sample);
    unknown.set(sampled, text);
    return sampled;
  }) as PolicyDocument;
  return { document, unknown };
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Changes each text, by the name of the property that it is of. */
function replaced(
  value: unknown,
  change: (text: string, name: string) => string,
  name = "",
): unknown {
  if (typeof value === "string") return change(value, name);
  if (Array.isArray(value)) return value.map((one) => replaced(one, change, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, replaced(one, change, key)]),
  );
}

function patternOf(text: string): RegExp {
  const parts = text.split(STAND_IN).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const between = (text.match(STAND_IN) ?? []).map((one) => {
    const digits = HEX.exec(one)?.[1];
    return digits === undefined ? "[^*?]+" : `[0-9a-f]{${digits}}`;
  });
  return new RegExp(`^${parts.map((part, index) => part + (between[index] ?? "")).join("")}$`);
}

/** What no resource has: zeros, or the words without their brackets. */
function sample(standIn: string): string {
  const digits = HEX.exec(standIn)?.[1];
  return digits === undefined ? standIn.replace(/\W/g, "") : "0".repeat(Number(digits));
}
