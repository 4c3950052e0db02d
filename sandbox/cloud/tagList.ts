/** Tags as SNS, IAM and most services list them. */
export type TagList = { Key: string; Value: string }[];

export function tagsOf(list: TagList = []): { [key: string]: string } {
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}

export function tagListOf(tags: { [key: string]: string } = {}): TagList {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
