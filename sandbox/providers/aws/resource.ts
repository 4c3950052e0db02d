import { arnText } from "../../../rules/arn";
import { Members } from "../../cloud/contract";
import { Changes, Prop, ResourceType, Subject } from "../resource/type";
import { hasUnknown, Props, UNKNOWN } from "../rpc";
import { Connection } from "./connection";
import { call } from "./call";
import { normalPolicy, samePolicy } from "./policy";
import { splitImportId } from "./region";
import * as tests from "./tests";
import { mergedTags, tagChanges, tagState } from "./tags";

export type AwsProp = Prop<Connection>;

/** A resource at hand, with the calls that can be made for it. */
export interface Aws extends Subject<Connection> {
  region: string;
  accountId: string;
  /** Calls AWS in the resource's Region; `doing` stands in front of a refusal. */
  call(operation: string, input: Members, doing?: string): Promise<Members>;
  arn(service: string, resource: string): string;
}

/** How a type of AWS is written down: the common parts are added by `awsType`. */
export interface AwsDefinition {
  token: string;
  /** Of no Region: has no `region`, and import ids end in none. */
  global?: true;
  props: { [name: string]: AwsProp };
  notModelled?: readonly string[];
  /** Writes changed tags; types that have it have `tags` and `tagsAll`. */
  tag?(resource: Aws, changes: { set: Props; removed: string[] }): Promise<void>;
  tagsReplace?: true;
  recomputed?: ResourceType<Connection>["recomputed"];
  testAll?: ResourceType<Connection>["testAll"];
  testChange?: ResourceType<Connection>["testChange"];
  /** Throws for an id that cannot be one of this type; answers the canonical id. */
  parseId?(id: string): string;
  create(resource: Aws): Promise<string>;
  settle?(resource: Aws): Promise<void>;
  /** What AWS has, its tags under `tags`; nothing when the resource is gone. */
  read(resource: Aws): Promise<Props | undefined>;
  update?(resource: Aws): Promise<void>;
  delete(resource: Aws): Promise<void>;
}

export const policyProp: AwsProp = {
  accept: (value) => {
    if (hasUnknown(value)) return UNKNOWN;
    return typeof value === "object" ? JSON.stringify(value) : value;
  },
  test: tests.json,
  stored: normalPolicy,
  same: samePolicy,
};

const regionProp: AwsProp = {
  fill: ({ configuredRegion }, inputs) => inputs["region"] ?? configuredRegion,
  test: tests.inPartition,
  replaces: true,
  // State of before Regions were recorded means the provider's.
  same: (state, input, { region }) => (state || region) === (input || region),
};

const tagsAllProp: AwsProp = { fill: mergedTags };

export function awsType(definition: AwsDefinition): ResourceType<Connection> {
  const { token, props, notModelled = [], tag, recomputed, testAll, testChange } = definition;
  const tagProps: ResourceType<Connection>["props"] = tag
    ? {
        tags: { local: true, ...(definition.tagsReplace && { replaces: true }) },
        tagsAll: tagsAllProp,
      }
    : {};
  const regional = !definition.global;
  return {
    token,
    props: { ...props, ...tagProps, ...(regional && { region: regionProp }) },
    notModelled,
    ...(recomputed && { recomputed }),
    ...(testAll && { testAll }),
    ...(testChange && { testChange }),
    create: (subject) => definition.create(handle(subject)),
    settle: async (subject) => definition.settle?.(handle(subject)),
    async read(subject) {
      const resource = handle(subject);
      const found = await definition.read(resource);
      if (!found) return undefined;
      const tags = tag && tagState(subject.settings, found["tags"] ?? {}, subject.state);
      return { ...found, ...tags, ...(regional && { region: resource.region }) };
    },
    async update(subject) {
      const resource = handle(subject);
      await definition.update?.({ ...resource, changed: withoutTags(subject.changed) });
      if (tag && (subject.changed.has("tagsAll") || subject.changed.has("tags"))) {
        await tag(resource, tagChanges(subject.state["tagsAll"] ?? {}, subject.inputs["tagsAll"]));
      }
    },
    delete: (subject) => definition.delete(handle(subject)),
    imported(importId, subject) {
      const { id, region } = regional ? splitImportId(importId) : { id: importId };
      const canonical = definition.parseId?.(id) ?? id;
      return { ...subject, id: canonical, state: region ? { region } : {} };
    },
  };
}

/** Tags have calls of their own. */
function withoutTags(changed: Changes): Changes {
  const tags = ["tags", "tagsAll"].filter((name) => changed.has(name));
  return {
    size: changed.size - tags.length,
    has: (name) => !tags.includes(name) && changed.has(name),
  };
}

function handle(subject: Subject<Connection>): Aws {
  const { settings, state, inputs } = subject;
  const { region: inputRegion } = inputs;
  const region: string = state["region"] || inputRegion || settings.region;
  const { accountId } = settings.caller;
  return {
    ...subject,
    region,
    accountId,
    call: (operation, input, doing) => call(settings, region, operation, input, doing),
    arn: (service, resource) =>
      arnText({ partition: settings.partition.name, service, region, accountId, resource }),
  };
}
