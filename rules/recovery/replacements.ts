import type { Deployment, StateResource } from "./types";
import { DEFAULTS } from "./types";

/**
 * Whether a pending create replaces what the state has under its URN, as where a bucket or key moves: that one was only read, or the new one is
 * of another Region or provider, which the state has. A create that another one of the same provider made up for since replaces nothing.
 */
export function isReplacement(
  created: StateResource,
  recorded: StateResource,
  resources: readonly StateResource[],
): boolean {
  const moves =
    recorded.external === true ||
    created.provider !== recorded.provider ||
    created.inputs?.["region"] !== recorded.inputs?.["region"];
  const isCurrent = resources.some(
    ({ urn, id, delete: isLeft }) => `${urn}::${id}` === created.provider && !isLeft,
  );
  return moves && isCurrent;
}

/**
 * The deployment after the create was recorded, as the engine writes it: the new resource, of which a refresh reads the rest, and the former
 * one, which the next deployment deletes, or lets go of where it is retained.
 */
export const withReplacement =
  (created: StateResource, id: string) =>
  <Whole extends Deployment>(deployment: Whole): Whole => {
    const { [DEFAULTS]: _, ...inputs } = created.inputs ?? {};
    return {
      ...deployment,
      resources: (deployment.resources ?? []).flatMap((one) =>
        isLive(one, created.urn)
          ? [
              { ...created, id, outputs: { ...inputs, id } },
              { ...one, delete: true },
            ]
          : [one],
      ),
    };
  };

/** Whether the deployment has the resource under this id. */
export const hasResource = ({ resources = [] }: Deployment, urn: string, id: string): boolean =>
  resources.some((one) => isLive(one, urn) && one.id === id);

/** The resource of a URN that the next deployment does not delete. */
export const isLive = ({ urn, delete: isLeft = false }: StateResource, of: string): boolean =>
  urn === of && !isLeft;
