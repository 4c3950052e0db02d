import { createRequire } from "node:module";

import type { Feed, FeedArgs } from "@pulumi/gcp/chronicle";
import * as pulumi from "@pulumi/pulumi";

import type { ChronicleInstance, ChronicleSettings } from "../../rules/chronicle";
import { feedDetails } from "../../rules/chronicle";
import type { Problem } from "../../rules/problems";
import { problem } from "../../rules/problems";
import type { ChronicleFeedArgs } from "./args";

const LEAST_VERSION = [9, 29];

const load = createRequire(__filename);

type FeedClass = new (name: string, args: FeedArgs, opts: pulumi.CustomResourceOptions) => Feed;

/** The feed's class of the optional package @pulumi/gcp; or why there is none. */
export function feedClass(): { Feed: FeedClass } | { problem: Problem } {
  const name = "@pulumi/gcp";
  const fix = { action: "run", command: "npm install @pulumi/gcp@^9.29.0" } as const;
  try {
    const { version } = load("@pulumi/gcp/package.json") as { version: string };
    if (isOlder(version)) {
      const values = { name, least: LEAST_VERSION.join("."), got: version };
      return { problem: problem("packageTooOld", "instance", fix, values) };
    }
    return load("@pulumi/gcp/chronicle") as { Feed: FeedClass };
  } catch (error) {
    if ((error as { code?: string }).code !== "MODULE_NOT_FOUND") throw error;
    return { problem: problem("packageMissing", "instance", fix, { name }) };
  }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_VERSION;
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** Registers the feed: Google checks at once that it can read, so everything of the reader comes first by the inputs. */
export function registerFeed(
  FeedOf: FeedClass,
  name: string,
  settings: ChronicleSettings,
  instance: ChronicleInstance,
  args: ChronicleFeedArgs,
  parent: pulumi.Resource,
): Feed {
  const accessKey = args.accessKey && {
    id: args.accessKey.id,
    secret: pulumi.secret(args.accessKey.secret),
  };
  return new FeedOf(
    name,
    {
      ...instance,
      displayName: settings.displayName,
      details: feedDetails(settings, instance, { ...args, accessKey }),
    },
    // Google refuses an update that has both a new name and new details.
    { parent, replaceOnChanges: ["displayName"] },
  );
}
