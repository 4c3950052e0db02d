import { randomUUID } from "node:crypto";
import type { Feed, World } from "../../world";
import type { Operations } from "../aws";
import type { Members } from "../contract";
import { checkDetails, invalid, notFound } from "./details";
import { readerRefusal } from "./reader";

/**
 * Feeds of Google SecOps, by the Chronicle API's names. The caller's rights in Google Cloud are not looked at.
 * Source: https://docs.cloud.google.com/chronicle/docs/reference/feed-management-api
 */
export const chronicleOperations: Operations = {
  CreateFeed: (aws, _caller, { Parent: parent, Feed: given }) => {
    if (!/^projects\/[^/]+\/locations\/[^/]+\/instances\/[^/]+$/.test(String(parent))) {
      throw invalid(`Invalid resource name: ${parent}`);
    }
    const details = checkDetails(given.details);
    const refusal = readerRefusal(aws.world, details);
    if (refusal !== undefined) throw invalid(refusal);
    const uid = randomUUID();
    const name = `${parent}/feeds/${uid}`;
    const feed: Feed = {
      details,
      uid,
      state: "ACTIVE",
      ...(given.displayName && { displayName: given.displayName }),
    };
    aws.world.feeds[name] = feed;
    return membersOf(name, feed);
  },

  GetFeed: ({ world }, _caller, { Name }) => membersOf(Name, requireFeed(world, Name)),

  ListFeeds: ({ world }, _caller, { Parent }) => ({
    feeds: Object.entries(world.feeds)
      .filter(([name]) => name.startsWith(`${Parent}/feeds/`))
      .map(([name, feed]) => membersOf(name, feed)),
  }),

  /** A new display name comes alone, and the one that the feed has may not be sent. */
  UpdateFeed: ({ world }, _caller, { Name, Feed: given, UpdateMask: mask = "" }) => {
    const feed = requireFeed(world, Name);
    const fields = String(mask).split(",").filter(Boolean);
    const { displayName } = given;
    if (displayName !== undefined && (fields.length > 1 || given.details !== undefined)) {
      throw invalid("To update the display name, pass only displayName and no other fields.");
    }
    if (displayName !== undefined && displayName === feed.displayName) {
      throw invalid(`A feed with display name ${displayName} already exists.`);
    }
    if (displayName !== undefined) feed.displayName = displayName;
    if (given.details !== undefined) feed.details = checkDetails(given.details);
    return membersOf(Name, feed);
  },

  EnableFeed: ({ world }, _caller, { Name }) => {
    requireFeed(world, Name).state = "ACTIVE";
  },

  DisableFeed: ({ world }, _caller, { Name }) => {
    requireFeed(world, Name).state = "INACTIVE";
  },

  DeleteFeed: ({ world }, _caller, { Name }) => {
    requireFeed(world, Name);
    delete world.feeds[Name];
  },
};

function requireFeed({ feeds }: World, name: unknown): Feed {
  const feed = feeds[String(name)];
  if (feed === undefined) throw notFound(`Feed ${name} not found.`);
  return feed;
}

function membersOf(name: string, { displayName, details, uid, state }: Feed): Members {
  return { name, displayName, details, uid, state, referenceId: uid };
}
