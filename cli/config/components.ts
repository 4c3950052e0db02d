import type { DeployedComponent } from "../../rules/permissions";
import type { Deployment } from "../../rules/recovery";
import { nameOf } from "../../rules/recovery";

/** The components of this package in a state, each with all that is below it. */
export function componentsIn({ resources = [] }: Deployment): DeployedComponent[] {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const isBelow = (urn: string, component: string): boolean => {
    const parent = parents.get(urn);
    return parent !== undefined && (parent === component || isBelow(parent, component));
  };
  return resources
    .filter(({ type }) => type.startsWith("guardduty-export:index:"))
    .map(({ type, urn: component }) => ({
      ...{ type, name: nameOf(component) },
      resources: resources.filter(({ urn }) => isBelow(urn, component)),
    }));
}
