import type { RegionBreach } from "../../regions";

/** Why findings of a Region may not go to the home Region. */
export function breachText({ rule, region, partition, home }: RegionBreach): string {
  switch (rule) {
    case "partition":
      return `findings do not leave their partition: ${region} is in ${partition}, the home Region ${home.name} is in ${home.partition}`;
    case "fromDefault":
      return `GuardDuty does not export from the default Region ${region} to the opt-in Region ${home.name}`;
    case "fromOptIn":
      return `GuardDuty exports from the opt-in Region ${region} to itself or to a default Region, not to the opt-in Region ${home.name}`;
  }
}
