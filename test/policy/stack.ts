import type { PolicyResource, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { readFileSync } from "node:fs";
import path from "node:path";

import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- as @pulumi/policy has them */
type Props = Record<string, any>;
type Change = (props: Props) => void;

/** Resources as the policies see them, by name. */
export type Stack = Map<
  string,
  Pick<PolicyResource, "type" | "name" | "urn" | "props" | "propertyDependencies">
>;

const FILE = path.join(__dirname, "../fixtures/releases/0.1.0.golden.json");

/** A stack that the package deployed, which breaks no policy; changed as a test wants it. */
export function exampleStack(changes: { [name: string]: Change | "remove" } = {}): Stack {
  const { state } = JSON.parse(readFileSync(FILE, "utf8")) as {
    state: {
      checkpoint: { latest: { resources: { urn: string; type: string; outputs?: Props }[] } };
    };
  };
  const stack: Stack = new Map();
  for (const { urn, type, outputs = {} } of state.checkpoint.latest.resources) {
    const name = urn.split("::")[3] as string;
    stack.set(name, { type, name, urn, props: outputs, propertyDependencies: {} });
  }
  for (const [name, change] of Object.entries(changes)) {
    const resource = stack.get(name);
    if (resource === undefined) throw new Error(`the example has no ${name}`);
    if (change === "remove") stack.delete(name);
    else change(resource.props);
  }
  return stack;
}

/** A change of the statements of a policy resource. */
export const statements =
  (change: (statements: PolicyStatement[]) => PolicyStatement[]): Change =>
  (props) => {
    const document = JSON.parse(props["policy"] as string) as PolicyDocument;
    const changed = change(document.Statement as PolicyStatement[]);
    props["policy"] = JSON.stringify({ ...document, Statement: changed });
  };

/** What a policy reports about a stack: the resource's name and the message. */
export async function violations(policy: StackValidationPolicy, stack: Stack): Promise<string[]> {
  const messages: string[] = [];
  const args = { resources: [...stack.values()], stackTags: new Map() };
  await policy.validateStack(args as unknown as StackValidationArgs, (message, urn) => {
    messages.push(`${urn?.split("::")[3]}: ${message}`);
  });
  return messages;
}
