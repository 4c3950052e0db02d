import type { Texts } from "./texts";
import { NOT_EXPORTED } from "./texts";

/** What happens to Regions, and to detectors and destinations that exist. */
export const REGIONS = {
  regionAdded: ({ region, detectorId, destinationId }) => {
    const destination = destinationId
      ? `destination ${destinationId} is adopted and redirected`
      : "a destination is created";
    return `${region} is added: ${detectorText(detectorId)}, ${destination}`;
  },
  regionRemoved: ({ region, keepsDetector, keepsDestination }) => {
    const destination = keepsDestination ? "stays" : "is deleted";
    const detector = keepsDetector ? "stays" : "is deleted with the findings in it";
    return `${region} is removed: its ${NOT_EXPORTED}, its destination ${destination}, its detector ${detector}`;
  },
  memberRegionAdded: ({ region, detectorId }) => `${region} is added: ${detectorText(detectorId)}`,
  memberRegionRemoved: ({ region }) =>
    `${region} is removed: its detector stays, and the stack no longer manages it`,
  memberAccountChanged: ({ from, to }) =>
    `the account of the stack changes from ${from} to ${to}: detectors do not move between accounts, and Pulumi refuses the deployment; deploy another stack for ${to}`,
  principalAdded: ({ principal }) =>
    `service principal ${principal} gets write access to the bucket and use of the key`,
  principalRemoved: ({ principal }) =>
    `service principal ${principal} loses write access to the bucket and use of the key`,
  resourceAdopted: ({ region, resource, from, to, enables }) => {
    const instead = from === undefined ? "" : ` instead of ${from}`;
    const enabled = enables === true ? ", and enabled if it is suspended" : "";
    return `${region}: ${resource} ${to} is adopted${instead}${enabled}`;
  },
  resourceNoLongerAdopted: ({ region, resource, from, keeps }) =>
    `${region}: ${resource} ${from} is removed from existing: pulumi destroy ${keeps ? "still keeps" : "deletes"} it`,
} satisfies Partial<Texts>;

function detectorText(id: string | undefined): string {
  return id === undefined ? "a detector is created" : `detector ${id} is adopted`;
}
