import { isGeneratedFrom } from "../generatedNames";
import { NAME_LIMITS } from "../resourceNames";
import { awsType } from "../resources";
import { nameOf } from ".";
import type { Deployment, StateResource } from "./types";
import { DEFAULTS } from "./types";

/** The input that is the name in AWS. */
const nameInput = (type: string): string => (type === awsType("s3", "Bucket") ? "bucket" : "name");

/**
 * The imported resources of this package whose names Pulumi generated: the state has these names as names that the program gives. The
 * program gives none, and its next update would replace each of them.
 */
export function importedNames({ resources = [] }: Deployment): StateResource[] {
  return resources.filter((resource) => {
    const { urn, type, inputs = {} } = resource;
    const { [nameInput(type)]: name, [DEFAULTS]: defaults } = inputs;
    return (
      isBelowComponent(resource) &&
      type in NAME_LIMITS &&
      typeof name === "string" &&
      Array.isArray(defaults) &&
      !defaults.includes(nameInput(type)) &&
      isGeneratedFrom(nameOf(urn).toLowerCase(), name.replace(/^alias\//, "").toLowerCase())
    );
  });
}

const isBelowComponent = ({ parent = "" }: StateResource) =>
  parent.includes("::guardduty-export:index:");

/** The deployment in which these names are those that Pulumi generated. */
export function withImportedNames<Whole extends Deployment>(deployment: Whole): Whole {
  const urns = new Set(importedNames(deployment).map(({ urn }) => urn));
  const resources = (deployment.resources ?? []).map((resource) => {
    if (!urns.has(resource.urn)) return resource;
    const { inputs = {}, type } = resource;
    const defaults = [...(inputs[DEFAULTS] as string[]), nameInput(type)];
    return { ...resource, inputs: { ...inputs, [DEFAULTS]: defaults } };
  });
  return { ...deployment, resources };
}
