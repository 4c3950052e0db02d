import type { Cloud } from "../../aws/cloud";
import { IDENTITY_LISTS, IDENTITY_READS } from "../../aws/identities";
import { observe } from "../../aws/observe";
import type { AccountRole } from "../../rules/accountRole";
import { isGeneratedFrom } from "../../rules/generatedNames";
import type { DeclaredIdentity, LiveIdentity } from "../../rules/identities";
import type { Finding, Result } from "../findings";

/** What IAM has of an identity, or why that is not known. */
export type LiveRead =
  | { is: "read"; identity: LiveIdentity }
  | { is: "missing" }
  /** Several have a name that the deployment may have chosen. */
  | { is: "ambiguous"; candidates: string[] }
  | { is: "notRead"; cause: Finding }
  /** None of the configuration's accounts has it. */
  | { is: "elsewhere"; accountId: string };

/** Reads roles and users of the accounts: by a name, or by the logical name that Pulumi appends to. Never rejects. */
export function identityReader(cloud: Cloud) {
  const clients = memo(([role]: [AccountRole]) => cloud.identities(role));
  const lists = memo(async ([role, kind]: [AccountRole, DeclaredIdentity["kind"]]) => {
    const { value, finding } = await clients(role);
    return value ? observe(IDENTITY_LISTS[kind], () => value.names(kind)) : { finding };
  });
  return async (
    role: AccountRole,
    { kind, logicalName }: Pick<DeclaredIdentity, "kind" | "logicalName">,
    given: string | undefined,
  ): Promise<LiveRead> => {
    const { value: client, finding } = await clients(role);
    if (client === undefined) return { is: "notRead", cause: finding };
    const list: Result<string[]> =
      given === undefined ? await lists(role, kind) : { value: [given] };
    if (list.value === undefined) return { is: "notRead", cause: list.finding };
    const names =
      given === undefined ? list.value.filter((one) => isGeneratedFrom(logicalName, one)) : [given];
    const [name, ...others] = names;
    if (name === undefined) return { is: "missing" };
    if (others.length > 0) return { is: "ambiguous", candidates: names };
    const read = await observe(IDENTITY_READS[kind], async () => ({
      identity: await client.read(kind, name),
    }));
    if (read.value === undefined) return { is: "notRead", cause: read.finding };
    const { identity } = read.value;
    return identity === undefined ? { is: "missing" } : { is: "read", identity };
  };
}

function memo<Key extends readonly string[], Value>(make: (key: Key) => Value) {
  const made = new Map<string, Value>();
  return (...key: Key): Value => {
    const name = key.join(" ");
    const value = made.get(name) ?? make(key);
    made.set(name, value);
    return value;
  };
}
