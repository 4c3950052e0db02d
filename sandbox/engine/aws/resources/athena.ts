import { Members } from "../../../cloud/contract";
import { sameValue } from "../../resource/equality";
import { Props } from "../../rpc";
import { Connection } from "../connection";
import { isRefusal, unlessGone } from "../errors";
import { fromMembers, toMembers } from "../members";
import { AwsDefinition } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";

const isNoWorkgroup = (error: unknown): boolean =>
  isRefusal(error, "InvalidRequestException", "is not found");
const isNoQuery = (error: unknown): boolean =>
  isRefusal(error, "InvalidRequestException", "was not found");

const defaults = {
  enforceWorkgroupConfiguration: true,
  publishCloudwatchMetricsEnabled: true,
  requesterPaysEnabled: false,
};

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
    forceDestroy: { default: false },
    state: { default: "ENABLED", test: tests.oneOf("ENABLED", "DISABLED") },
  },
  outputs: ["arn"],
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
    const ConfigurationUpdates = configurationMembers(inputs["configuration"]);
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
    database: { required: true, replaces: true },
    query: { required: true, replaces: true },
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

function configurationMembers(configuration: Props | undefined): Members {
  const { publishCloudwatchMetricsEnabled, ...rest } = { ...defaults, ...configuration };
  const { EnforceWorkgroupConfiguration, BytesScannedCutoffPerQuery, ...members } = toMembers(rest);
  return {
    ...members,
    EnforceWorkGroupConfiguration: EnforceWorkgroupConfiguration,
    PublishCloudWatchMetricsEnabled: publishCloudwatchMetricsEnabled,
    BytesScannedCutoffPerQuery: BytesScannedCutoffPerQuery || undefined,
    ...(members["ResultConfiguration"] && {
      ResultConfiguration: resultMembers(members["ResultConfiguration"]),
    }),
  };
}

/** The key of results is called otherwise than elsewhere. */
function resultMembers({ EncryptionConfiguration: encryption, ...result }: Members): Members {
  if (encryption === undefined) return result;
  const { KmsKeyArn: KmsKey, ...rest } = encryption;
  return { ...result, EncryptionConfiguration: { ...rest, KmsKey } };
}

function configurationState(members: Members): Props {
  const {
    enforceWorkGroupConfiguration,
    publishCloudWatchMetricsEnabled,
    bytesScannedCutoffPerQuery = 0,
    resultConfiguration,
    ...rest
  } = fromMembers(members);
  const { kmsKey: kmsKeyArn, ...encryption } = resultConfiguration?.encryptionConfiguration ?? {};
  return {
    ...rest,
    bytesScannedCutoffPerQuery,
    enforceWorkgroupConfiguration: enforceWorkGroupConfiguration,
    publishCloudwatchMetricsEnabled: publishCloudWatchMetricsEnabled,
    ...(resultConfiguration && {
      resultConfiguration: {
        ...resultConfiguration,
        ...(resultConfiguration.encryptionConfiguration && {
          encryptionConfiguration: { ...encryption, ...(kmsKeyArn && { kmsKeyArn }) },
        }),
      },
    }),
  };
}

function configurationTest(
  value: unknown,
  label: string,
  settings: Connection,
): string | undefined {
  const { bytesScannedCutoffPerQuery: cutoff = 0, resultConfiguration } = value as Props;
  if (cutoff !== 0 && cutoff < 10_485_760) {
    return `expected ${label}.0.bytes_scanned_cutoff_per_query to be at least (10485760), got ${cutoff}`;
  }
  const option = resultConfiguration?.encryptionConfiguration?.encryptionOption;
  if (option === undefined) return undefined;
  const path = "result_configuration.0.encryption_configuration.0.encryption_option";
  return tests.oneOf("SSE_S3", "SSE_KMS", "CSE_KMS")(option, `${label}.0.${path}`, settings);
}

/** What the program leaves out has its default. */
function sameConfiguration(state: unknown, input: unknown): boolean {
  const [olds, news] = [state, input].map((value) => configurationMembers((value ?? {}) as Props));
  return sameValue(olds, news);
}
