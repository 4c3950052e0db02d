import { hasUnknown, Props, UNKNOWN } from "../rpc";
import { Connection } from "./connection";

/** The provider's default tags under the resource's own, less the ignored. */
export function mergedTags(connection: Connection, inputs: Props): unknown {
  if (hasUnknown(inputs["tags"])) return UNKNOWN;
  const defaults = inputs["overrideProvider"]?.defaultTags?.tags ?? connection.defaultTags;
  return kept(connection, { ...defaults, ...inputs["tags"] });
}

/** Tags as AWS has them, in the words of state: all of them, and those that are not just defaults. */
export function tagState(connection: Connection, remote: Props, state: Props): Props {
  const tagsAll = kept(connection, remote);
  const own = Object.entries(tagsAll).filter(
    ([key, value]) => connection.defaultTags[key] !== value || state["tags"]?.[key] !== undefined,
  );
  return { tags: Object.fromEntries(own), tagsAll };
}

/** What to set and what to take away so that the old tags become the new ones. */
export function tagChanges(olds: Props, news: Props): { set: Props; removed: string[] } {
  const set = Object.entries(news).filter(([key, value]) => olds[key] !== value);
  return {
    set: Object.fromEntries(set),
    removed: Object.keys(olds).filter((key) => !(key in news)),
  };
}

export function toTagList(tags: Props | undefined): { Key: string; Value: string }[] {
  return Object.entries(tags ?? {}).map(([key, value]) => ({ Key: key, Value: value }));
}

/** Tags of a request of services that have them as a map: left out when there are none. */
export function toTagMap(tags: Props | undefined): Props | undefined {
  return Object.keys(tags ?? {}).length > 0 ? tags : undefined;
}

export function fromTagList(list: { Key: string; Value: string }[] | undefined): Props {
  return Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key, Value]));
}

function kept({ ignoreTags }: Connection, tags: Props): Props {
  return Object.fromEntries(
    Object.entries(tags).filter(
      ([key]) =>
        !ignoreTags.keys.includes(key) &&
        !ignoreTags.keyPrefixes.some((prefix) => key.startsWith(prefix)),
    ),
  );
}
