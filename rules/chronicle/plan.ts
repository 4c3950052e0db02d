import type { ResourceIdentity } from "../resources";
import type { ChronicleSettings } from "./args";

/** What a ChronicleFeed registers. */
export interface ChroniclePlan {
  settings: ChronicleSettings;
  feedName: string;
  /** Nothing of a feed that is created by hand. */
  resources: ResourceIdentity[];
}

export function planFeed(component: string, settings: ChronicleSettings): ChroniclePlan {
  const feedName = `${component}-feed`;
  const registers = settings.instance !== undefined;
  return {
    settings,
    feedName,
    resources: registers ? [{ type: "gcp:chronicle/feed:Feed", name: feedName }] : [],
  };
}
