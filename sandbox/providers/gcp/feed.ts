import { Members } from "../../cloud/contract";
import { isEmpty } from "../resource/equality";
import { ResourceType } from "../resource/type";
import { isObject, Props } from "../rpc";
import { Connection, GoogleError } from "./connection";
import { otherSettings, settingsProblem } from "./feedDetails";

export const feed: ResourceType<Connection> = {
  token: "gcp:chronicle/feed:Feed",
  props: {
    location: { replaces: true },
    instance: { replaces: true },
    project: { replaces: true, fill: ({ project }, inputs) => inputs["project"] ?? project },
    feed: { replaces: true, computed: true },
    displayName: {},
    details: { test: (value) => settingsProblem(value as Props) },
    enabled: { computed: true },
    failureDetails: { computed: true },
    deletionPolicy: { default: "DELETE", local: true },
  },
  notModelled: otherSettings,
  testAll: ({ project }) =>
    project === undefined || project === "" ? "project: required field is not set" : undefined,

  async create({ settings, inputs }) {
    const { project, location, instance, displayName } = inputs;
    const parent = `projects/${project}/locations/${location}/instances/${instance}`;
    const Feed = { displayName, details: sent(inputs["details"]) };
    const { name } = await settings.call(
      "chronicle:CreateFeed",
      { Parent: parent, Feed },
      "Error creating Feed",
    );
    return name;
  },
  async read({ settings, id, state }) {
    try {
      const found = await settings.call("chronicle:GetFeed", { Name: id }, "Error reading Feed");
      return toState(id, found, state);
    } catch (error) {
      if (error instanceof GoogleError && error.refusal.statusCode === 404) return undefined;
      throw error;
    }
  },
  /** What did not change is not sent; both at once are, which the API refuses. */
  async update({ settings, id, inputs, changed }) {
    const doing = `Error updating Feed "${id}"`;
    const fields = ["displayName", "details"].filter((name) => changed.has(name));
    if (fields.length > 0) {
      const Feed: Members = {
        ...(changed.has("displayName") && { displayName: inputs["displayName"] }),
        ...(changed.has("details") && { details: sent(inputs["details"]) }),
      };
      const UpdateMask = fields.join();
      await settings.call("chronicle:UpdateFeed", { Name: id, Feed, UpdateMask }, doing);
    }
    if (changed.has("enabled")) {
      const verb = inputs["enabled"] === false ? "DisableFeed" : "EnableFeed";
      await settings.call(`chronicle:${verb}`, { Name: id }, doing);
    }
  },
  async delete({ settings, id, state }) {
    if (state["deletionPolicy"] === "ABANDON") return;
    try {
      await settings.call("chronicle:DeleteFeed", { Name: id }, `Error deleting Feed "${id}"`);
    } catch (error) {
      if (!(error instanceof GoogleError && error.refusal.statusCode === 404)) throw error;
    }
  },
  imported(id, subject) {
    const parts = /^projects\/([^/]+)\/locations\/([^/]+)\/instances\/([^/]+)\/feeds\/([^/]+)$/;
    const [, project, location, instance] = parts.exec(id) ?? [];
    if (project === undefined) {
      throw new Error(`Import id "${id}" doesn't match any of the accepted formats`);
    }
    return { ...subject, state: { project, location, instance } };
  },
};

function toState(id: string, found: Members, state: Props): Props {
  const { displayName = "", details: given, uid, state: feedState, referenceId } = found;
  return {
    ...state,
    name: id,
    feed: id.slice(id.lastIndexOf("/") + 1),
    displayName,
    details: given,
    uid,
    state: feedState,
    referenceId,
    failureMsg: "",
    lastFeedInitiationTime: "",
    secret: "",
    feedServiceAccount: "",
    readOnly: false,
    deletionPolicy: state["deletionPolicy"] ?? "DELETE",
  };
}

/** Without the blocks that hold nothing. */
function sent(value: Props | undefined): Members | undefined {
  if (value === undefined) return undefined;
  const entries = Object.entries(value).filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      isObject(inner) && !Array.isArray(inner) ? sent(inner) : inner,
    ]),
  );
}
