import { colonParts } from "../region";
import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { fromMembers, toMembers } from "../members";
import { Aws, AwsDefinition, AwsProp } from "../resource";
import * as tests from "../tests";

const isMissing = (error: unknown): boolean => isRefusal(error, "EntityNotFoundException");

const name: AwsProp = {
  replaces: true,
  autoname: { maxLength: 255, lowerCase: true, separator: "_", letters: 8 },
  test: tests.all(tests.lengthBetween(1, 255), (value, label) =>
    /[A-Z]/.test(String(value)) ? `${label} cannot contain uppercase characters` : undefined,
  ),
};
const catalogId: AwsProp = { computed: true, replaces: true };
const description: AwsProp = { test: tests.lengthBetween(0, 2048) };

const databaseMembers = [
  "description",
  "locationUri",
  "parameters",
  "createTableDefaultPermissions",
];

export const catalogDatabase: AwsDefinition = {
  token: "aws:glue/catalogDatabase:CatalogDatabase",
  props: {
    name,
    catalogId,
    description,
    locationUri: { computed: true },
    parameters: {},
    createTableDefaultPermissions: { computed: true },
  },
  notModelled: ["catalogId", "federatedDatabase", "targetDatabase"],
  async tag({ call, state }, { set, removed }) {
    const ResourceArn = state["arn"];
    const doing = `updating tags for Glue Catalog Database (${ResourceArn})`;
    if (removed.length > 0) {
      await call("glue:UntagResource", { ResourceArn, TagsToRemove: removed }, doing);
    }
    if (Object.keys(set).length > 0) {
      await call("glue:TagResource", { ResourceArn, TagsToAdd: set }, doing);
    }
  },

  async create({ call, inputs, accountId }) {
    const DatabaseInput = input(inputs, databaseMembers);
    const request = { DatabaseInput, Tags: inputs["tagsAll"] };
    await call(
      "glue:CreateDatabase",
      request,
      `creating Glue Catalog Database (${inputs["name"]})`,
    );
    return `${accountId}:${inputs["name"]}`;
  },
  async read({ call, id, arn }) {
    const [catalog, Name = ""] = idParts(id, 2, "CATALOG-ID:DATABASE-NAME");
    const doing = `reading Glue Catalog Database (${id})`;
    const found = await unlessGone(isMissing, () => call("glue:GetDatabase", { Name }, doing));
    if (!found) return undefined;
    const { Database } = found;
    const ResourceArn = arn("glue", `database/${Name}`);
    const { Tags } = await call("glue:GetTags", { ResourceArn }, doing);
    return {
      createTableDefaultPermissions: [],
      locationUri: "",
      ...output(Database, databaseMembers),
      name: Name,
      catalogId: catalog,
      arn: ResourceArn,
      tags: Tags,
    };
  },
  async update({ call, id, inputs, changed }) {
    if (changed.size === 0) return;
    const request = { Name: inputs["name"], DatabaseInput: input(inputs, databaseMembers) };
    await call("glue:UpdateDatabase", request, `updating Glue Catalog Database (${id})`);
  },
  async delete({ call, id, state }) {
    const doing = `deleting Glue Catalog Database (${id})`;
    await unlessGone(isMissing, () => call("glue:DeleteDatabase", { Name: state["name"] }, doing));
  },
};

const tableMembers = [
  "description",
  "owner",
  "parameters",
  "partitionKeys",
  "retention",
  "storageDescriptor",
  "tableType",
  "viewOriginalText",
  "viewExpandedText",
];

export const catalogTable: AwsDefinition = {
  token: "aws:glue/catalogTable:CatalogTable",
  props: {
    name,
    catalogId,
    databaseName: { replaces: true },
    description,
    owner: {},
    parameters: { computed: true },
    partitionKeys: {},
    partitionIndices: { computed: true },
    retention: {},
    storageDescriptor: { computed: true },
    tableType: {},
    viewOriginalText: {},
    viewExpandedText: {},
  },
  notModelled: [
    "catalogId",
    "openTableFormatInput",
    "partitionIndices",
    "targetTable",
    "viewDefinition",
  ],

  async create(resource) {
    const { inputs, accountId } = resource;
    await put(resource, "glue:CreateTable", `creating Glue Catalog Table (${inputs["name"]})`);
    return `${accountId}:${inputs["databaseName"]}:${inputs["name"]}`;
  },
  async read({ call, id, arn }) {
    const [catalog, DatabaseName, Name] = idParts(id, 3, "catalog-id:database-name:table-name");
    const found = await unlessGone(isMissing, () =>
      call("glue:GetTable", { DatabaseName, Name }, `reading Glue Catalog Table (${id})`),
    );
    return (
      found && {
        parameters: {},
        tableType: "",
        ...output(found["Table"], tableMembers),
        partitionIndices: [],
        name: Name,
        databaseName: DatabaseName,
        catalogId: catalog,
        arn: arn("glue", `table/${DatabaseName}/${Name}`),
      }
    );
  },
  async update(resource) {
    if (resource.changed.size === 0) return;
    await put(resource, "glue:UpdateTable", `updating Glue Catalog Table (${resource.id})`);
  },
  async delete({ call, id, state }) {
    const { databaseName: DatabaseName, name: Name } = state;
    const doing = `deleting Glue Catalog Table (${id})`;
    await unlessGone(isMissing, () => call("glue:DeleteTable", { DatabaseName, Name }, doing));
  },
};

function put({ call, inputs }: Aws, operation: string, doing: string): Promise<Members> {
  const TableInput = input(inputs, tableMembers);
  return call(operation, { DatabaseName: inputs["databaseName"], TableInput }, doing);
}

/** The named inputs as members; keys of maps stay as the program writes them. */
function input(inputs: Props, names: string[]): Members {
  const given = ["name", ...names].filter((one) => inputs[one] !== undefined);
  return toMembers(Object.fromEntries(given.map((one) => [one, inputs[one]])), isMap);
}

function output(members: Members, names: string[]): Props {
  const found = fromMembers(members, isMap);
  return Object.fromEntries(
    names.filter((one) => found[one] !== undefined).map((one) => [one, found[one]]),
  );
}

const isMap = (member: string): boolean => /^parameters$/i.test(member);

function idParts(id: string, count: number, form: string): string[] {
  const parts = colonParts(id);
  if (parts.length !== count || parts.includes("")) {
    throw new Error(`unexpected format of ID (${id}), expected ${form}`);
  }
  return parts;
}
