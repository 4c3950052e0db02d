import type * as pulumi from "@pulumi/pulumi";

import { detectorOfEntryProblems } from "../../rules/preflight";
import { refuse } from "./checks";

/** The detector that an entry of what exists names. */
interface Entry {
  /** Keys of the entry in the arguments, the Region last. */
  at: readonly string[];
  /** Undefined: nothing exists. */
  detectorId?: string | undefined;
}

/**
 * The id of the Region's detector. Fails the component where an entry names another one: the error of its import would name neither the
 * argument nor the Region.
 */
export function detectorOfEntry(
  component: pulumi.Resource,
  detectorIds: pulumi.Output<{ [region: string]: string }>,
  region: string,
  { at, detectorId }: Entry,
): pulumi.Output<string> {
  return detectorIds.apply((ids) => {
    const found = ids[region] as string;
    if (detectorId !== undefined) refuse(component, detectorOfEntryProblems(at, detectorId, found));
    return found;
  });
}
