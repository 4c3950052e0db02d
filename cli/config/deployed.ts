import type { ExportSettings, MemberDetectorsSettings, Read } from "../../rules/args";
import { readArgs, readMemberArgs } from "../../rules/args";
import { vendorAudiences } from "../../rules/addOns";
import { parseRoleArn } from "../../rules/arn";
import type { FilterSettings } from "../../rules/filters";
import { readFiltersArgs } from "../../rules/filters";
import type { DeclaredList } from "../../rules/health";
import { KindOfList, listType } from "../../rules/lists";
import type { StatementOwner } from "../../rules/policies";
import type { PolicyDocument } from "../../rules/policyDocument";
import { PRESETS, ReaderPreset } from "../../rules/readers";
import type { Deployment, StateResource } from "../../rules/recovery";
import { nameOf, regionOfResource, stackOfUrn } from "../../rules/recovery";
import { awsType } from "../../rules/resources";
import { cannotRun } from "../cannotRun";
import type { ScannedBuckets } from "./deployedMalware";
import { healthOf } from "./deployedHealth";
import { malwareOf } from "./deployedMalware";
import type { LiveReader } from "./liveReader";

const TYPES = {
  export: "guardduty-export:index:GuardDutyExport",
  members: "guardduty-export:index:MemberDetectors",
  reader: "guardduty-export:index:FindingsReader",
  filters: "guardduty-export:index:FindingFilters",
  lists: "guardduty-export:index:ThreatLists",
};

/** What a state says of a component of this package, whatever program made it. */
export type Deployed =
  | {
      role: "administrator";
      owner: StatementOwner;
      settings: ExportSettings;
      readers: LiveReader[];
      filters: FilterSettings[];
      /** By Region. */
      lists: { [region: string]: DeclaredList[] };
      /** As they were created. */
      bucketName?: string;
      /** Of the one health check. */
      health?: ReturnType<typeof healthOf>;
      keyArn?: string;
      /** The buckets that the program has GuardDuty scan for malware. */
      malware: ScannedBuckets[];
      /** Everything of the stack. */
      resources: readonly StateResource[];
    }
  | { role: "member"; owner: StatementOwner; settings: MemberDetectorsSettings };

/** The export of a stack by its state, or else the member's detectors. `name` chooses one of several. Throws CannotRun. */
export function deployedIn(
  stack: string,
  { resources = [] }: Deployment,
  name: string | undefined,
): Deployed {
  const components = resources.filter(
    ({ type }) => type === TYPES.export || type === TYPES.members,
  );
  const named = components.filter(({ urn }) => name === undefined || nameOf(urn) === name);
  const exports = named.filter(({ type }) => type === TYPES.export);
  const [component, ...others] = exports.length > 0 ? exports : named;
  if (component === undefined || others.length > 0) {
    const names = components.map(({ urn }) => nameOf(urn));
    throw cannotRun("componentNotInState", { stack, names, ...(name !== undefined && { name }) });
  }
  const owner = ownerOf(component.urn);
  if (component.type === TYPES.members) {
    return { role: "member", owner, settings: settingsOf(stack, component, readMemberArgs) };
  }
  const read = settingsOf(stack, component, (args) => readArgs(owner.component, args));
  const { administratorAccountId: id, bucketName, keyArn } = component.outputs ?? {};
  const settings = {
    ...read,
    // Without an id in the arguments the deployment's credentials decided it.
    administrator: { ...(typeof id === "string" && { accountId: id }), ...read.administrator },
  };
  return {
    ...{ role: "administrator", owner, settings, resources },
    malware: malwareOf(resources, settings, bucketName),
    readers: readersOf(resources, keyArn),
    filters: filtersOf(stack, resources, component),
    lists: listsOf(resources, component),
    health: healthOf(resources),
    ...(typeof bucketName === "string" && { bucketName }),
    ...(typeof keyArn === "string" && { keyArn }),
  };
}

function ownerOf(urn: string): StatementOwner {
  return { ...stackOfUrn(urn), component: nameOf(urn) };
}

function settingsOf<Settings>(
  stack: string,
  { urn, outputs = {} }: StateResource,
  read: (args: unknown) => Read<Settings>,
): Settings {
  const text = outputs["settings"];
  const found = typeof text === "string" ? read(parsed(text)).settings : undefined;
  if (found === undefined) throw cannotRun("settingsNotInState", { stack, name: nameOf(urn) });
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const IDENTITIES = ["aws:iam/role:Role", "aws:iam/user:User"];
const RIGHTS = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy"];

/** The readers of the program that decrypt under the export's key. */
function readersOf(resources: readonly StateResource[], keyArn: unknown): LiveReader[] {
  return resources
    .filter(({ type }) => type === TYPES.reader)
    .flatMap(({ urn }) => {
      const own = resources.filter(({ parent }) => parent === urn);
      const identity = own.find(({ type }) => IDENTITIES.includes(type));
      const rights = own.find(({ type }) => RIGHTS.includes(type))?.inputs?.["policy"];
      const arn = identity?.outputs?.["arn"];
      if (identity === undefined || typeof arn !== "string") return [];
      if (typeof rights !== "string" || !rights.includes(String(keyArn))) return [];
      const kind = identity.type === "aws:iam/user:User" ? "user" : "role";
      const logicalName = nameOf(identity.urn);
      const trust = identity.inputs?.["assumeRolePolicy"];
      return [
        {
          ...{ addOn: nameOf(urn), arn },
          identity: {
            ...{ kind, logicalName, rights: policyOf(rights) },
            // One with a secret is encrypted.
            ...(typeof trust === "string" && { trust: policyOf(trust) }),
          },
          vendorAudiences: vendorAudiences(presetByName(arn)),
        },
      ];
    });
}

function policyOf(text: string): PolicyDocument | undefined {
  return parsed(text) as PolicyDocument | undefined;
}

/** The preset whose roles have names that start so: a state has no presets. */
function presetByName(arn: string): ReaderPreset | undefined {
  return Object.values(ReaderPreset).find((preset) => {
    const { roleNamePrefix: start } = PRESETS[preset];
    return start !== undefined && parseRoleArn(arn)?.name.startsWith(start);
  });
}

/** The filters of the program that are on the export's detectors. */
function filtersOf(
  stack: string,
  resources: readonly StateResource[],
  component: StateResource,
): FilterSettings[] {
  const detectorIds = detectorIdsOf(component);
  const isOn = ({ urn }: StateResource) =>
    resources.some(
      ({ parent, inputs = {} }) => parent === urn && detectorIds.includes(inputs["detectorId"]),
    );
  return resources
    .filter((one) => one.type === TYPES.filters && isOn(one))
    .flatMap((one) => settingsOf(stack, one, readFiltersArgs).filters);
}

/** Lists of the stack, by type. */
const LISTS: { [type: string]: DeclaredList["kind"] } = Object.fromEntries(
  Object.values(KindOfList).map((kind) => [listType(kind), kind]),
);

/** The active lists of the program that are on the export's detectors. */
function listsOf(
  resources: readonly StateResource[],
  component: StateResource,
): { [region: string]: DeclaredList[] } {
  const detectorIds = detectorIdsOf(component);
  const lists: { [region: string]: DeclaredList[] } = {};
  for (const resource of resources) {
    const { type, inputs = {} } = resource;
    const { detectorId, name, location, activate } = inputs;
    const region = regionOfResource(resource, resources);
    const kind = LISTS[type];
    if (kind === undefined || activate !== true || !detectorIds.includes(detectorId)) continue;
    const isOwnFile = hasOwnFile(resources, resource);
    const list = { kind, name: String(name), locationEnd: String(location), isOwnFile };
    lists[String(region)] = [...(lists[String(region)] ?? []), list];
  }
  return lists;
}

/** Whether a list of ThreatLists reads a file of the component. */
function hasOwnFile(
  resources: readonly StateResource[],
  { parent, inputs = {} }: StateResource,
): boolean {
  const isOfLists = resources.some(({ urn, type }) => urn === parent && type === TYPES.lists);
  const files = resources.filter(
    (one) => one.parent === parent && one.type === awsType("s3", "BucketObjectv2"),
  );
  const locations = files.map(
    ({ outputs = {} }) => `s3://${String(outputs["bucket"])}/${String(outputs["key"])}`,
  );
  return isOfLists && locations.includes(String(inputs["location"]));
}

function detectorIdsOf({ outputs = {} }: StateResource): unknown[] {
  return Object.values((outputs["detectorIds"] ?? {}) as { [region: string]: unknown });
}
