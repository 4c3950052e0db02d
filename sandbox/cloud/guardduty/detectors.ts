import { iamArn } from "../../../rules/arn";
import { type Detector, newId, type World } from "../../world";
import { bareRecord } from "../../world/fields";
import { partitionOf } from "../arn";
import type { Operations } from "../aws";
import type { Caller } from "../contract";
import { badRequest } from "./errors";
import {
  defaultFeatures,
  featureMembers,
  requireFeatures,
  requireUnmanaged,
  setFeatures,
} from "./features";
import { administratorOf, isAssociated, membersDetectors } from "./membership";
import { page } from "./paging";
import { managedSettings } from "./policyManaged";

const FREQUENCIES: readonly unknown[] = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"];

export const detectorOperations: Operations = {
  CreateDetector: ({ world, now }, caller, input) => {
    const { Enable, FindingPublishingFrequency: frequency, Features = [] } = input;
    const { ClientToken, Tags = {} } = input;
    if (typeof Enable !== "boolean") throw badRequest("outOfRange");
    const managed = managedSettings(world, caller);
    const isManaged = managed?.foundational !== undefined;
    requireFrequency(frequency);
    requireFeatures(Features, "Status");
    const existing = world.detectors[locationKey(caller)];
    if (existing !== undefined) {
      // UNVERIFIED: a token makes a request idempotent, by the model's words.
      if (ClientToken === undefined || existing.clientToken !== ClientToken) {
        throw badRequest("detectorExists");
      }
      return { DetectorId: existing.id };
    }
    requireUnmanaged(managed, Features);
    // The management account makes its first detector itself, and the policy sets the rest.
    if (isManaged && (managed.foundational === "ENABLED") !== Enable) {
      throw badRequest("policyManaged");
    }
    const detector = newDetector(world, caller, now());
    detector.status = Enable ? "ENABLED" : "DISABLED";
    detector.findingPublishingFrequency = frequency ?? detector.findingPublishingFrequency;
    detector.tags = Tags;
    if (ClientToken !== undefined) detector.clientToken = ClientToken;
    setFeatures(detector, Features, now());
    return { DetectorId: detector.id };
  },

  GetDetector: ({ world }, caller, { DetectorId }) => {
    const detector = requireDetector(world, caller, DetectorId);
    const partition = partitionOf(caller.region);
    return {
      CreatedAt: detector.createdAt,
      UpdatedAt: detector.updatedAt,
      FindingPublishingFrequency: detector.findingPublishingFrequency,
      ServiceRole: iamArn(
        partition,
        caller.accountId,
        "role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
      ),
      Status: detector.status,
      Tags: detector.tags,
      Features: featureMembers(detector, managedSettings(world, caller)),
    };
  },

  UpdateDetector: ({ world, now }, caller, input) => {
    const detector = requireDetector(world, caller, input["DetectorId"]);
    const { Enable, FindingPublishingFrequency: frequency, Features = [] } = input;
    requireFrequency(frequency);
    requireFeatures(Features, "Status");
    const managed = managedSettings(world, caller);
    requireUnmanaged(managed, Features);
    if (Enable !== undefined && managed?.foundational !== undefined) {
      throw badRequest("policyManaged");
    }
    // A member cannot suspend its own: https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html
    if (Enable === false && administratorOf(world, caller) !== undefined)
      throw badRequest("memberSuspends");
    const changed = frequency !== undefined && frequency !== detector.findingPublishingFrequency;
    if (changed && administratorOf(world, caller) !== undefined)
      throw badRequest("memberFrequency");
    if (Enable !== undefined) detector.status = Enable ? "ENABLED" : "DISABLED";
    if (changed) {
      for (const one of [detector, ...membersDetectors(world, caller.region, detector)]) {
        one.findingPublishingFrequency = frequency;
      }
    }
    setFeatures(detector, Features, now());
    detector.updatedAt = now().toISOString();
  },

  DeleteDetector: ({ world }, caller, { DetectorId }) => {
    const detector = requireDetector(world, caller, DetectorId);
    if (managedSettings(world, caller)?.foundational !== undefined) {
      throw badRequest("policyManaged");
    }
    if (Object.values(detector.members).some(isAssociated)) throw badRequest("hasMembers");
    if (administratorOf(world, caller)?.member.viaOrganization) throw badRequest("memberDetector");
    delete world.detectors[locationKey(caller)];
  },

  ListDetectors: ({ world }, caller, input) => {
    const ids = [world.detectors[locationKey(caller)]?.id].filter((id) => id !== undefined);
    const { items, NextToken } = page(ids, input, (id) => id);
    return { DetectorIds: items, NextToken };
  },
};

/** Where the world keeps the one detector of an account and Region. */
export function locationKey({ accountId, region }: Pick<Caller, "accountId" | "region">): string {
  return `${accountId}/${region}`;
}

/** The caller's detector of that id, in the Region of the call. */
export function requireDetector(world: World, caller: Caller, detectorId: unknown): Detector {
  const detector = world.detectors[locationKey(caller)];
  if (detector === undefined || detector.id !== detectorId) throw badRequest("notYourDetector");
  return detector;
}

/** Enables GuardDuty in an account and Region. */
export function newDetector(
  world: World,
  location: Pick<Caller, "accountId" | "region">,
  now: Date,
): Detector {
  const detector: Detector = {
    id: newId(),
    status: "ENABLED",
    findingPublishingFrequency: "SIX_HOURS",
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    tags: {},
    features: defaultFeatures(),
    destinations: {},
    filters: bareRecord(),
    ruleAssociations: {},
    lists: {},
    findings: {},
    members: {},
  };
  world.detectors[locationKey(location)] = detector;
  return detector;
}

function requireFrequency(frequency: unknown): void {
  if (frequency !== undefined && !FREQUENCIES.includes(frequency)) throw badRequest("notJson");
}
