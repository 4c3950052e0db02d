import type {
  MockCallArgs,
  MockResourceArgs,
  MockResourceResult,
  Mocks,
} from "@pulumi/pulumi/runtime";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, locationOfProvider, REGION, resourceState } from "./answers";
import type { Location } from "./answers";
import { functionResult } from "./functions";
import { plainValue } from "./plain";

export { outputValue } from "./value";

/** What mocks answer for. */
export interface ExportMocksOptions {
  /** Id of the account of providers that pin none: 12 digits. Defaults to 111122223333. */
  accountId?: string;
  /** Region of providers that name none. Defaults to us-east-1. */
  region?: string;
  /** Detector ids that the account has already, by Region: what `existing` of an export adopts. Defaults to none. */
  detectorIds?: { [region: string]: string };
  /** Your own answer for a resource; undefined leaves it to these mocks. */
  newResource?(args: MockResourceArgs): MockResourceResult | undefined;
  /** Your own answer for a function; undefined leaves it to these mocks. */
  call?(args: MockCallArgs): Record<string, unknown> | undefined;
}

/** A resource that a program registered or read under the mocks. */
export interface MockedResource {
  /** Such as aws:guardduty/detector:Detector. */
  type: string;
  /** Its logical name. */
  name: string;
  /** Without the marks of secrets. */
  inputs: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- of any shape
}

/** Mocks for `pulumi.runtime.setMocks`. */
export interface ExportMocks extends Mocks {
  newResource(args: MockResourceArgs): { id: string; state: Record<string, unknown> };
  call(args: MockCallArgs): Record<string, unknown>;
  /** Everything that was registered or read so far, in order. */
  readonly resources: readonly MockedResource[];
}

/**
 * Mocks under which GuardDutyExport and every other component of this package run in unit tests: resources get the ids, ARNs and names
 * that AWS would give, and in a preview (the fourth argument of `setMocks`) what is new is unknown.
 */
export function exportMocks(options: ExportMocksOptions = {}): ExportMocks {
  const { accountId = ACCOUNT, region = REGION, detectorIds = {} } = options;
  const locations = new Map<string, Location>();
  const locationOf = (provider: string | undefined): Location =>
    locations.get(provider?.split("::")[3] ?? "") ?? { accountId, region };
  const resources: MockedResource[] = [];
  return {
    resources,
    newResource(given) {
      const inputs = plainValue(given.inputs) as Record<string, unknown>;
      const args = { ...given, inputs };
      resources.push({ type: args.type, name: args.name, inputs });
      if (args.type === "pulumi:providers:aws") {
        locations.set(args.name, locationOfProvider(inputs, { accountId, region }));
      }
      const { id, state } =
        options.newResource?.(given) ?? answerOf(args, locationOf(args.provider), given.inputs);
      // The typings want an id; without one it is unknown in a preview.
      return { id: id as string, state };
    },
    call(args) {
      return options.call?.(args) ?? functionResult(args, locationOf(args.provider), detectorIds);
    },
  };
}

function answerOf(
  args: MockResourceArgs,
  location: Location,
  given: Record<string, unknown>,
): MockResourceResult {
  if (args.custom === false) return { id: undefined, state: given };
  // A preview knows of a new resource only its inputs; what is imported or read is known.
  if (pulumi.runtime.isDryRun() && !args.id) return { id: undefined, state: given };
  const { id, state } = resourceState(args, location);
  return { id, state: { ...state, ...given } };
}
