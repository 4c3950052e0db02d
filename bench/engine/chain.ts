import type { StateResource } from "./stack";
import { afterColon } from "../../rules/tokens";

export interface Chain {
  /** AWS calls on the longest path through the dependencies. */
  calls: number;
  /** The path's resources that make calls, first to last: `<type> (<calls>)`. */
  steps: string[];
}

/**
 * The longest chain of dependent AWS calls of an `up`: no order of work can be shorter than these calls one after the other.
 * A resource starts when its dependencies and its provider are there, and makes its own calls in sequence. So the chain
 * of a resource is its own calls plus the longest chain among those; the stack's is the longest of all.
 */
export function longestChain(
  state: Omit<StateResource, "type">[],
  calls: Map<string, number>,
): Chain {
  const resources = new Map(state.map((resource) => [resource.urn, resource]));
  const chains = new Map<string, Chain>();
  const chainOf = (urn: string): Chain => {
    const known = chains.get(urn);
    if (known !== undefined) return known;
    const { dependencies = [], provider } = resources.get(urn) ?? { urn };
    const before = [...dependencies, ...(provider ? [withoutId(provider)] : [])].map(chainOf);
    const own = calls.get(urn) ?? 0;
    const longest = longestOf(before);
    const step = own > 0 ? [`${typeOf(urn)} (${own})`] : [];
    const chain = { calls: longest.calls + own, steps: [...longest.steps, ...step] };
    chains.set(urn, chain);
    return chain;
  };
  return longestOf([...resources.keys()].map(chainOf));
}

function longestOf(chains: Chain[]): Chain {
  return chains.reduce((longest, chain) => (chain.calls > longest.calls ? chain : longest), {
    calls: 0,
    steps: [],
  });
}

function withoutId(provider: string): string {
  return provider.slice(0, provider.lastIndexOf("::"));
}

function typeOf(urn: string): string {
  return afterColon(urn.split("::")[2] ?? urn);
}
