import { isRefusal, unlessGone } from "../errors";
import { AwsDefinition } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import {
  configurationMembers,
  configurationState,
  configurationTest,
  sameConfiguration,
} from "./athenaConfiguration";

const isNoWorkgroup = (error: unknown): boolean =>
  isRefusal(error, "InvalidRequestException", "is not found");
const isNoQuery = (error: unknown): boolean =>
  isRefusal(error, "InvalidRequestException", "was not found");

export const workgroup: AwsDefinition = {
  token: "aws:athena/workgroup:Workgroup",
  props: {
    name: {
      replaces: true,
      autoname: { maxLength: 128 },
      test: (value) =>
        /^[\w.-]{1,128}$/.test(String(value))
          ? undefined
          : "must contain only alphanumeric characters, periods, underscores, and hyphens",
    },
    description: { test: tests.lengthBetween(0, 1024) },
    configuration: { test: configurationTest, same: sameConfiguration },
    forceDestroy: { default: false, local: true },
    state: { default: "ENABLED", test: tests.oneOf("ENABLED", "DISABLED") },
  },
  async tag({ call, state }, { set, removed }) {
    const ResourceARN = state["arn"];
    const doing = `updating tags for Athena WorkGroup (${ResourceARN})`;
    if (removed.length > 0) {
      await call("athena:UntagResource", { ResourceARN, TagKeys: removed }, doing);
    }
    const Tags = toTagList(set);
    if (Tags.length > 0) await call("athena:TagResource", { ResourceARN, Tags }, doing);
  },

  async create({ call, inputs }) {
    const { name: Name, description: Description } = inputs;
    const request = {
      Name,
      Description,
      Configuration: configurationMembers(inputs["configuration"]),
      Tags: toTagList(inputs["tagsAll"]),
    };
    await call("athena:CreateWorkGroup", request, `creating Athena WorkGroup (${Name})`);
    return Name;
  },
  async settle({ call, id, inputs }) {
    if (inputs["state"] === "ENABLED") return;
    const request = { WorkGroup: id, State: inputs["state"] };
    await call("athena:UpdateWorkGroup", request, `disabling Athena WorkGroup (${id})`);
  },
  async read({ call, id, arn }) {
    const doing = `reading Athena WorkGroup (${id})`;
    const found = await unlessGone(isNoWorkgroup, () =>
      call("athena:GetWorkGroup", { WorkGroup: id }, doing),
    );
    if (!found) return undefined;
    const { Configuration, Description = "", State } = found["WorkGroup"];
    const ResourceARN = arn("athena", `workgroup/${id}`);
    const { Tags } = await call("athena:ListTagsForResource", { ResourceARN }, doing);
    return {
      name: id,
      arn: ResourceARN,
      description: Description,
      state: State,
      configuration: configurationState(Configuration),
      tags: fromTagList(Tags),
    };
  },
  async update({ call, id, inputs, changed }) {
    if (!["configuration", "description", "state"].some((name) => changed.has(name))) return;
    const { description: Description = "", state: State } = inputs;
    const { ResultConfiguration, ...members } = configurationMembers(inputs["configuration"]);
    const ConfigurationUpdates = {
      ...members,
      ...(ResultConfiguration && { ResultConfigurationUpdates: ResultConfiguration }),
    };
    const request = { WorkGroup: id, Description, State, ConfigurationUpdates };
    await call("athena:UpdateWorkGroup", request, `updating Athena WorkGroup (${id})`);
  },
  async delete({ call, id, state }) {
    const request = { WorkGroup: id, RecursiveDeleteOption: state["forceDestroy"] || undefined };
    await unlessGone(isNoWorkgroup, () =>
      call("athena:DeleteWorkGroup", request, `deleting Athena WorkGroup (${id})`),
    );
  },
};

/** Nothing of a named query can be changed. */
export const namedQuery: AwsDefinition = {
  token: "aws:athena/namedQuery:NamedQuery",
  props: {
    name: { replaces: true, autoname: { maxLength: 255 } },
    database: { replaces: true },
    query: { replaces: true },
    workgroup: { default: "primary", replaces: true },
    description: { replaces: true },
  },

  async create({ call, inputs }) {
    const request = {
      Name: inputs["name"],
      Database: inputs["database"],
      QueryString: inputs["query"],
      WorkGroup: inputs["workgroup"],
      Description: inputs["description"],
    };
    const doing = `creating Athena Named Query (${inputs["name"]})`;
    return (await call("athena:CreateNamedQuery", request, doing))["NamedQueryId"];
  },
  async read({ call, id }) {
    const found = await unlessGone(isNoQuery, () =>
      call("athena:GetNamedQuery", { NamedQueryId: id }, `reading Athena Named Query (${id})`),
    );
    if (!found) return undefined;
    const { Name, Database, QueryString, WorkGroup, Description = "" } = found["NamedQuery"];
    return {
      name: Name,
      database: Database,
      query: QueryString,
      workgroup: WorkGroup,
      description: Description,
    };
  },
  async delete({ call, id }) {
    await call(
      "athena:DeleteNamedQuery",
      { NamedQueryId: id },
      `deleting Athena Named Query (${id})`,
    );
  },
};
