import type { Database, Table, World } from "../../world";
import { arnOf } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import { addTags } from "../tagRules";

/** Glue's catalog: descriptions of tables. Nothing is queried here. */
export const glueOperations: Operations = {
  CreateDatabase: ({ world, now }, caller, { DatabaseInput: input, Tags = {} }) => {
    requireName(input?.Name);
    const arn = arnOf("glue", caller, `database/${input.Name}`);
    if (world.databases[arn] !== undefined) throw exists("Database");
    world.databases[arn] = { input, createdAt: now().toISOString(), tables: {}, tags: Tags };
  },

  GetDatabase: ({ world }, caller, { Name }) => {
    return { Database: databaseMembers(requireDatabase(world, caller, Name), caller) };
  },

  GetDatabases: ({ world }, caller) => ({
    DatabaseList: Object.entries(world.databases)
      .filter(([arn]) => arn.startsWith(arnOf("glue", caller, "database/")))
      .map(([, database]) => databaseMembers(database, caller)),
  }),

  UpdateDatabase: ({ world }, caller, { Name, DatabaseInput }) => {
    requireDatabase(world, caller, Name).input = { ...DatabaseInput, Name };
  },

  /** Takes the tables with it. */
  DeleteDatabase: ({ world }, caller, { Name }) => {
    requireDatabase(world, caller, Name);
    delete world.databases[arnOf("glue", caller, `database/${Name}`)];
  },

  CreateTable: ({ world }, caller, { DatabaseName, TableInput: input }) => {
    const { tables } = requireDatabase(world, caller, DatabaseName);
    requireName(input?.Name);
    if (tables[input.Name] !== undefined) throw exists("Table");
    tables[input.Name] = input;
  },

  GetTable: ({ world }, caller, { DatabaseName, Name }) => ({
    Table: tableMembers(requireTable(world, caller, DatabaseName, Name), DatabaseName, caller),
  }),

  /** Answers everything in one page. */
  GetTables: ({ world }, caller, { DatabaseName }) => ({
    TableList: Object.values(requireDatabase(world, caller, DatabaseName).tables).map((table) =>
      tableMembers(table, DatabaseName, caller),
    ),
  }),

  UpdateTable: ({ world }, caller, { DatabaseName, TableInput: input }) => {
    requireTable(world, caller, DatabaseName, input.Name);
    requireDatabase(world, caller, DatabaseName).tables[input.Name] = input;
  },

  DeleteTable: ({ world }, caller, { DatabaseName, Name }) => {
    requireTable(world, caller, DatabaseName, Name);
    delete requireDatabase(world, caller, DatabaseName).tables[Name];
  },

  GetTags: ({ world }, _caller, { ResourceArn }) => ({ Tags: tagged(world, ResourceArn).tags }),

  TagResource: ({ world }, _caller, { ResourceArn, TagsToAdd }) => {
    addTags("glue", tagged(world, ResourceArn).tags, TagsToAdd);
  },

  UntagResource: ({ world }, _caller, { ResourceArn, TagsToRemove }) => {
    const { tags } = tagged(world, ResourceArn);
    for (const key of TagsToRemove) delete tags[key];
  },
};

function databaseMembers({ input, createdAt }: Database, { accountId }: Caller) {
  return { ...input, CatalogId: accountId, CreateTime: new Date(createdAt ?? 0) };
}

function tableMembers(table: Table, DatabaseName: unknown, { accountId }: Caller) {
  return { ...table, DatabaseName, CatalogId: accountId };
}

function requireName(name: unknown): void {
  if (typeof name === "string" && /^[^A-Z]{1,255}$/.test(name)) return;
  throw new AwsError("InvalidInputException", `Invalid name: ${name}`);
}

function requireDatabase(world: World, caller: Caller, name: unknown): Database {
  const database = world.databases[arnOf("glue", caller, `database/${name}`)];
  if (database === undefined) throw notFound(`Database ${name} not found.`);
  return database;
}

function requireTable(world: World, caller: Caller, database: unknown, name: unknown): Table {
  const table = requireDatabase(world, caller, database).tables[String(name)];
  if (table === undefined) throw notFound(`Table ${name} not found.`);
  return table;
}

function tagged(world: World, arn: unknown): Database {
  const database = world.databases[String(arn)];
  if (database === undefined) throw notFound(`Resource ${arn} not found.`);
  return database;
}

function exists(what: string): AwsError {
  return new AwsError("AlreadyExistsException", `${what} already exists.`);
}

function notFound(message: string): AwsError {
  return new AwsError("EntityNotFoundException", message);
}
