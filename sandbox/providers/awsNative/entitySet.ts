import { arnOf } from "../../../rules/arn";
import { Members } from "../../cloud/contract";
import { call } from "../aws/call";
import { Connection } from "../aws/connection";
import { ApiError, isRefusal } from "../aws/errors";
import { waitFor } from "../aws/waiting";
import { ResourceType, Subject } from "../resource/type";
import { Props } from "../rpc";

/** Inputs that an update sends; tags have calls of their own. */
const SETTINGS = ["name", "location", "activate", "expectedBucketOwner"] as const;

/** What Cloud Control does of one request. */
type Request = "Create" | "Get" | "Update" | "Delete";

/**
 * An entity set by Cloud Control: the provider's calls, and those of the type's handler. UNVERIFIED that the handler waits until the list is active
 * and fails where it is not.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-threatentityset.html
 */
function entitySet(kind: "ThreatEntitySet" | "TrustedEntitySet"): ResourceType<Connection> {
  const TypeName = `AWS::GuardDuty::${kind}`;
  const idMember = `${kind}Id`;

  const cloudControl = async (
    { settings }: Subject<Connection>,
    request: Request,
    input: Members,
  ): Promise<void> => {
    const ask = (operation: string, more: Members) =>
      call(settings, settings.region, `cloudformation:${operation}`, more);
    const answer = await ask(`${request}Resource`, { TypeName, ...input });
    const token: unknown = answer["ProgressEvent"]?.RequestToken;
    if (token !== undefined) await ask("GetResourceRequestStatus", { RequestToken: token });
  };
  const handle = (
    { settings }: Subject<Connection>,
    operation: string,
    input: Members,
  ): Promise<Members> => call(settings, settings.region, `guardduty:${operation}`, input);

  const waitForActive = async (subject: Subject<Connection>, ids: Members): Promise<void> => {
    const ask = () => handle(subject, `Get${kind}`, ids);
    const isDone = ({ Status }: Members): boolean =>
      ["ACTIVE", "INACTIVE", "ERROR"].includes(Status);
    const { Status, ErrorDetails } = await waitFor(subject, ask, isDone);
    if (Status !== "ERROR") return;
    throw new Error(
      `operation failed with "NotStabilized": the list is in status ERROR: ${ErrorDetails}`,
    );
  };

  return {
    token: `aws-native:guardduty:${kind}`,
    props: {
      activate: {},
      detectorId: { replaces: true },
      expectedBucketOwner: {},
      format: { replaces: true },
      location: {},
      name: { autoname: { maxLength: 300 } },
      tags: {},
    },

    async create(subject) {
      const { inputs } = subject;
      await cloudControl(subject, "Create", { DesiredState: "{}" });
      const answer = await handle(subject, `Create${kind}`, {
        DetectorId: inputs["detectorId"],
        Name: inputs["name"],
        Format: inputs["format"],
        Location: inputs["location"],
        Activate: inputs["activate"] ?? false,
        ExpectedBucketOwner: inputs["expectedBucketOwner"],
        ...(inputs["tags"] !== undefined && { Tags: tagMap(inputs["tags"]) }),
      });
      const listId: unknown = answer[idMember];
      return `${String(listId)}|${inputs["detectorId"]}`;
    },
    async settle(subject) {
      await waitForActive(subject, idsOf(idMember, subject.id));
    },
    async read(subject) {
      const { id, state, inputs } = subject;
      const ids = idsOf(idMember, id);
      await cloudControl(subject, "Get", { Identifier: id });
      let found: Members;
      try {
        found = await handle(subject, `Get${kind}`, ids);
      } catch (error) {
        if (!isRefusal(error, "BadRequestException", "is not owned by the current account")) {
          throw error;
        }
        return undefined;
      }
      if (found["Status"] === "DELETED") return undefined;
      const { Tags = {}, CreatedAt, UpdatedAt } = found;
      const hasTags =
        Object.keys(Tags).length > 0 || (state["tags"] ?? inputs["tags"]) !== undefined;
      return {
        activate: found["Status"] === "ACTIVE",
        awsId: ids[idMember],
        createdAt: new Date(CreatedAt).toISOString(),
        updatedAt: new Date(UpdatedAt).toISOString(),
        detectorId: ids["DetectorId"],
        errorDetails: found["ErrorDetails"] ?? "",
        expectedBucketOwner: found["ExpectedBucketOwner"],
        format: found["Format"],
        location: found["Location"],
        name: found["Name"],
        status: found["Status"],
        ...(hasTags && { tags: tagList(Tags) }),
      };
    },
    async update(subject) {
      const { id, inputs, changed, state, settings } = subject;
      const ids = idsOf(idMember, id);
      const PatchDocument = JSON.stringify(SETTINGS.filter((name) => changed.has(name)));
      await cloudControl(subject, "Update", { Identifier: id, PatchDocument });
      const members = SETTINGS.filter((name) => changed.has(name)).map(
        (name) => [name.charAt(0).toUpperCase() + name.slice(1), inputs[name]] as const,
      );
      if (members.length > 0) {
        await handle(subject, `Update${kind}`, { ...ids, ...Object.fromEntries(members) });
        await waitForActive(subject, ids);
      }
      if (!changed.has("tags")) return;
      const { region, caller } = settings;
      const { accountId } = caller;
      const resource = `detector/${ids["DetectorId"]}/${kind.toLowerCase()}/${ids[idMember]}`;
      const ResourceArn = arnOf("guardduty", { region, accountId }, resource);
      const [old, now] = [tagMap(state["tags"]), tagMap(inputs["tags"])];
      const removed = Object.keys(old).filter((key) => !(key in now));
      if (removed.length > 0) {
        await handle(subject, "UntagResource", { ResourceArn, TagKeys: removed });
      }
      if (Object.keys(now).length > 0) {
        await handle(subject, "TagResource", { ResourceArn, Tags: now });
      }
    },
    async delete(subject) {
      await cloudControl(subject, "Delete", { Identifier: subject.id });
      try {
        await handle(subject, `Delete${kind}`, idsOf(idMember, subject.id));
      } catch (error) {
        if (!(error instanceof ApiError) || error.refusal.statusCode !== 400) throw error;
      }
    },
    imported: (id, subject) => {
      idsOf(idMember, id);
      return { ...subject, state: {} };
    },
  };
}

/** Source: the primary identifier of the type, which is the list's id and the detector's. */
function idsOf(idMember: string, id: string): { [member: string]: string } {
  const [listId, DetectorId, ...more] = id.split("|");
  if (!listId || !DetectorId || more.length > 0) {
    throw new Error(
      `operation error CloudControl: GetResource, ValidationException: Identifier ${id} is not valid for identifier [/properties/Id, /properties/DetectorId]`,
    );
  }
  return { DetectorId, [idMember]: listId };
}

function tagMap(tags: unknown): { [key: string]: string } {
  const list = (tags ?? []) as Props[];
  return Object.fromEntries(list.map(({ key, value }) => [key, value] as [string, string]));
}

function tagList(tags: { [key: string]: string }): Props[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

export const threatEntitySet = entitySet("ThreatEntitySet");
export const trustedEntitySet = entitySet("TrustedEntitySet");
