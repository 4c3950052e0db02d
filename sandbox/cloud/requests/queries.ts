import { arnOf } from "../../../rules/arn";
import { type NeededAction, type Call, EVERY, named, tagging } from "./needed";

export function athenaActions(call: Call): NeededAction[] {
  const { name, input } = call;
  const resources = [workgroupOf(call)];
  return [
    { action: name, resources },
    ...(name === "CreateWorkGroup" ? tagging(input["Tags"], resources) : []),
  ];
}

function workgroupOf({ world, caller, name, input }: Call): string {
  const { ResourceARN, Name, WorkGroup, NamedQueryId } = input;
  if (ResourceARN !== undefined) return ResourceARN;
  // A named query is authorized on its workgroup, which its id does not show.
  const ofQuery = NamedQueryId && world.namedQueries[NamedQueryId]?.workgroup;
  if (ofQuery !== undefined) return ofQuery;
  return named(caller, "athena", "workgroup/", name === "CreateWorkGroup" ? Name : WorkGroup);
}

export function glueActions({ caller, name, input }: Call): NeededAction[] {
  const { ResourceArn, DatabaseInput, DatabaseName, TableInput, Name, Tags } = input;
  if (ResourceArn !== undefined) return [{ action: name, resources: [ResourceArn] }];
  const database: unknown = DatabaseName ?? DatabaseInput?.Name ?? Name;
  if (database === undefined) return [{ action: name, resources: [EVERY] }];
  const catalog = arnOf("glue", caller, "catalog");
  const ofDatabase = arnOf("glue", caller, `database/${String(database)}`);
  const table = arnOf("glue", caller, `table/${String(database)}/${TableInput?.Name ?? Name}`);
  return [
    { action: name, resources: [catalog, ofDatabase, ...(DatabaseName ? [table] : [])] },
    ...tagging(Tags, [ofDatabase]),
  ];
}
