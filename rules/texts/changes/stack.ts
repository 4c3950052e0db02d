import type { ResourceIdentity } from "../../resources";
import { counted, listed, valueName } from "../words";
import { leafText } from "./settings";
import type { Texts } from "./texts";

const AS_DESTROY_DOES = "and deletes or retains the old ones as pulumi destroy does";

/** What happens to the stack as a whole: its identity, its resources, and what no plan reads. */
export const STACK = {
  stackAdded: ({ at }) => `${at} does not exist: everything is new`,
  projectRenamed: ({ from, to }) =>
    `the project is renamed from ${valueName(from)} to ${valueName(to)}: Pulumi creates every resource again, unless pulumi stack rename moves the stack first`,
  componentRenamed: ({ from, to }) =>
    `the component is renamed from ${valueName(from)} to ${valueName(to)}: Pulumi creates every resource again, ${AS_DESTROY_DOES}`,
  roleChanged: ({ from, to }) =>
    `the role of the stack changes from ${from} to ${to}: Pulumi creates the resources of the new role, ${AS_DESTROY_DOES}`,

  resourcesAdded: ({ of, resources }) => `${partText(of)}: ${resourcesText("added to", resources)}`,
  resourcesRemoved: ({ of, resources }) =>
    `${partText(of)}: ${resourcesText("removed from", resources)}`,
  surroundingsChanged: (values) =>
    `${leafText(values)}: this plan does not include what that changes`,
  programChanged: ({ files }) =>
    `files of the program change: ${filesText(files)}; plan compares configurations, so it does not include what that changes`,
} satisfies Partial<Texts>;

const SHOWN_FILES = 5;

function filesText(files: string[]): string {
  const shown = files.slice(0, SHOWN_FILES).map(valueName);
  const more = files.length - shown.length;
  return more === 0 ? listed(shown) : `${shown.join(", ")} and ${more} more`;
}

/** The part of a stack that resources belong to. */
function partText(of: string): string {
  return of === "export" || of === "stack" ? `the ${of}` : of;
}

function resourcesText(what: string, resources: readonly ResourceIdentity[]): string {
  const names = resources.map(({ type, name }) => `${typeText(type)} ${valueName(name)}`);
  const are = resources.length === 1 ? "is" : "are";
  return `${counted(resources.length, "resource")} ${are} ${what} the stack: ${names.join(", ")}`;
}

/** `Bucket` of `aws:s3/bucket:Bucket`; a provider has a type that ends with its package. */
function typeText(type: string): string {
  return type.startsWith("pulumi:providers:") ? "provider" : type.replace(/^.*:/, "");
}
