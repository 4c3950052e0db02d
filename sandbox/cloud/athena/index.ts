import { randomUUID } from "node:crypto";
import type { NamedQuery, Workgroup, World } from "../../world";
import { arnOf, regionOfArn } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";

/** The workgroup that every account has in every Region. */
const PRIMARY = "primary";
const SMALLEST_CUTOFF = 10_485_760;

/** Athena's workgroups and named queries. Nothing is run here. */
export const athenaOperations: Operations = {
  CreateWorkGroup: ({ world, now }, caller, input) => {
    const { Name, Configuration = {}, Description, Tags } = input;
    if (!/^[\w.-]{1,128}$/.test(String(Name))) throw invalid(`Invalid name for WorkGroup: ${Name}`);
    const arn = workgroupArn(caller, Name);
    if (Name === PRIMARY) throw invalid("primary workGroup could not be created");
    if (world.workgroups[arn]) throw invalid("WorkGroup is already created");
    checkConfiguration(Configuration);
    world.workgroups[arn] = {
      configuration: Configuration,
      state: "ENABLED",
      createdAt: now().toISOString(),
      tags: tagsOf(Tags),
      ...(Description && { description: Description }),
    };
  },

  GetWorkGroup: ({ world }, caller, { WorkGroup: name }) => {
    const { configuration, description, state, createdAt } = requireWorkgroup(world, caller, name);
    return {
      WorkGroup: {
        Name: name,
        State: state,
        Configuration: configuration,
        Description: description,
        CreationTime: new Date(createdAt ?? 0),
      },
    };
  },

  UpdateWorkGroup: ({ world }, caller, input) => {
    const workgroup = requireWorkgroup(world, caller, input["WorkGroup"]);
    const { ConfigurationUpdates: updates, Description, State } = input;
    if (updates !== undefined) {
      const { ResultConfigurationUpdates: ResultConfiguration, ...members } = updates;
      const configuration = { ...members, ...(ResultConfiguration && { ResultConfiguration }) };
      checkConfiguration(configuration);
      workgroup.configuration = configuration;
    }
    if (Description !== undefined) workgroup.description = Description;
    if (State !== undefined) workgroup.state = State;
  },

  /** One that holds named queries goes only with them, when that is said. */
  DeleteWorkGroup: ({ world }, caller, { WorkGroup: name, RecursiveDeleteOption: recursive }) => {
    requireWorkgroup(world, caller, name);
    const arn = workgroupArn(caller, name);
    const queries = Object.keys(world.namedQueries).filter(
      (id) => world.namedQueries[id]?.workgroup === arn,
    );
    if (queries.length > 0 && recursive !== true) throw invalid(`WorkGroup ${name} is not empty`);
    for (const id of queries) delete world.namedQueries[id];
    delete world.workgroups[arn];
  },

  CreateNamedQuery: ({ world }, caller, input) => {
    const { Name, Database, QueryString, Description, WorkGroup = PRIMARY } = input;
    const { ClientRequestToken: clientRequestToken } = input;
    if (WorkGroup !== PRIMARY) requireWorkgroup(world, caller, WorkGroup);
    const made = Object.entries(world.namedQueries).find(
      ([, one]) =>
        clientRequestToken !== undefined && one.clientRequestToken === clientRequestToken,
    );
    if (made !== undefined) return { NamedQueryId: made[0] };
    const id = randomUUID();
    world.namedQueries[id] = {
      name: Name,
      database: Database,
      query: QueryString,
      workgroup: workgroupArn(caller, WorkGroup),
      ...(Description && { description: Description }),
      ...(clientRequestToken !== undefined && { clientRequestToken }),
    };
    return { NamedQueryId: id };
  },

  GetNamedQuery: ({ world }, caller, { NamedQueryId }) => ({
    NamedQuery: queryMembers(NamedQueryId, requireQuery(world, caller, NamedQueryId)),
  }),

  ListNamedQueries: ({ world }, caller, { WorkGroup = PRIMARY }) => ({
    NamedQueryIds: Object.keys(world.namedQueries).filter(
      (id) => world.namedQueries[id]?.workgroup === workgroupArn(caller, WorkGroup),
    ),
  }),

  DeleteNamedQuery: ({ world }, caller, { NamedQueryId }) => {
    requireQuery(world, caller, NamedQueryId);
    delete world.namedQueries[NamedQueryId];
  },

  TagResource: ({ world }, _caller, { ResourceARN, Tags }) => {
    addTags("athena", tagged(world, ResourceARN).tags, tagsOf(Tags));
  },

  UntagResource: ({ world }, _caller, { ResourceARN, TagKeys }) => {
    const { tags } = tagged(world, ResourceARN);
    for (const key of TagKeys) delete tags[key];
  },

  ListTagsForResource: ({ world }, _caller, { ResourceARN }) => ({
    Tags: tagListOf(tagged(world, ResourceARN).tags),
  }),
};

function workgroupArn(caller: Caller, name: unknown): string {
  return arnOf("athena", caller, `workgroup/${name}`);
}

function requireWorkgroup(world: World, caller: Caller, name: unknown): Workgroup {
  const workgroup = world.workgroups[workgroupArn(caller, name)];
  if (workgroup === undefined) throw invalid("WorkGroup is not found.");
  return workgroup;
}

function requireQuery(world: World, { region, accountId }: Caller, id: unknown): NamedQuery {
  const query = world.namedQueries[String(id)];
  const isHere =
    query?.workgroup.includes(`:${accountId}:`) && regionOfArn(query.workgroup) === region;
  if (query !== undefined && isHere) return query;
  throw invalid(`NamedQuery ${id} was not found`);
}

function tagged(world: World, arn: unknown): Workgroup {
  const workgroup = world.workgroups[String(arn)];
  if (workgroup === undefined) {
    throw new AwsError("ResourceNotFoundException", `Resource ${arn} was not found`);
  }
  return workgroup;
}

/** Source: https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html */
function checkConfiguration({ BytesScannedCutoffPerQuery: cutoff, ResultConfiguration }: Members) {
  if (cutoff !== undefined && cutoff < SMALLEST_CUTOFF) {
    throw invalid(`BytesScannedCutoffPerQuery must be at least ${SMALLEST_CUTOFF}`);
  }
  const { OutputLocation, EncryptionConfiguration } = ResultConfiguration ?? {};
  if (OutputLocation !== undefined && !/^s3:\/\/[^/]+(\/.*)?$/.test(OutputLocation)) {
    throw invalid("OutputLocation is not a valid S3 path.");
  }
  const { EncryptionOption, KmsKey } = EncryptionConfiguration ?? {};
  if (EncryptionOption !== undefined && EncryptionOption !== "SSE_S3" && KmsKey === undefined) {
    throw invalid(`A KMS key is required for ${EncryptionOption}`);
  }
}

function queryMembers(id: string, { name, database, query, description, workgroup }: NamedQuery) {
  return {
    NamedQueryId: id,
    Name: name,
    Database: database,
    QueryString: query,
    Description: description,
    WorkGroup: workgroup.slice(workgroup.indexOf("/") + 1),
  };
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidRequestException", message);
}
