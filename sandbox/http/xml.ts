import type { Members } from "../cloud";

/** Lists whose items stand side by side in their parent: parent, name of an item, member that holds the list. */
const SIDE_BY_SIDE: [parent: string, item: string, member: string][] = [
  ["OwnershipControls", "Rule", "Rules"],
  ["ServerSideEncryptionConfiguration", "Rule", "Rules"],
  ["LifecycleConfiguration", "Rule", "Rules"],
  ["Rule", "Transition", "Transitions"],
  ["Rule", "NoncurrentVersionTransition", "NoncurrentVersionTransitions"],
  ["And", "Tag", "Tags"],
  ["BlockedEncryptionTypes", "EncryptionType", "EncryptionType"],
  ["Delete", "Object", "Objects"],
  ["DeleteResult", "Deleted", "Deleted"],
  ["DeleteResult", "Error", "Errors"],
  ["NotificationConfiguration", "TopicConfiguration", "TopicConfigurations"],
  ["NotificationConfiguration", "QueueConfiguration", "QueueConfigurations"],
  ["NotificationConfiguration", "CloudFunctionConfiguration", "LambdaFunctionConfigurations"],
  ["TopicConfiguration", "Event", "Events"],
  ["QueueConfiguration", "Event", "Events"],
  ["CloudFunctionConfiguration", "Event", "Events"],
  ["S3Key", "FilterRule", "FilterRules"],
  ["ListBucketResult", "Contents", "Contents"],
  ["ListBucketResult", "CommonPrefixes", "CommonPrefixes"],
  ["ListVersionsResult", "Version", "Versions"],
  ["ListVersionsResult", "DeleteMarker", "DeleteMarkers"],
];

/** Elements that are not called as their members: parent, element, member. */
const RENAMED: [parent: string, element: string, member: string][] = [
  ["TopicConfiguration", "Topic", "TopicArn"],
  ["QueueConfiguration", "Queue", "QueueArn"],
  ["CloudFunctionConfiguration", "CloudFunction", "LambdaFunctionArn"],
  ["Filter", "S3Key", "Key"],
];

/** Lists in an element of their own: that element, and the name of an item. */
const WRAPPED: { [element: string]: string } = {
  TagSet: "Tag",
  Tags: "Tag",
  Buckets: "Bucket",
  TargetGrants: "Grant",
};

/** Elements that hold others and may be empty. */
const STRUCTURES = new Set([
  "Filter",
  "SimplePrefix",
  "BucketLoggingStatus",
  "DefaultRetention",
  "EventBridgeConfiguration",
]);

const BOOLEANS = new Set([
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
  "BucketKeyEnabled",
  "ExpiredObjectDeleteMarker",
  "Quiet",
]);

const NUMBERS = new Set([
  "Days",
  "Years",
  "DaysAfterInitiation",
  "NoncurrentDays",
  "NewerNoncurrentVersions",
  "ObjectSizeGreaterThan",
  "ObjectSizeLessThan",
]);

/** An element and what is in it, by the members of S3's API. */
export function xml(name: string, value: unknown, attributes = ""): string {
  if (value === undefined || value === null) return "";
  return `<${name}${attributes}>${inner(name, value)}</${name}>`;
}

function inner(name: string, value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => xml(WRAPPED[name] ?? name, item)).join("");
  if (typeof value !== "object" || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([member, inside]) => {
      const list = SIDE_BY_SIDE.find((one) => one[0] === name && one[2] === member);
      if (list === undefined || !Array.isArray(inside)) {
        return xml(elementOf(name, member), inside);
      }
      return inside.map((item) => xml(list[1], item)).join("");
    })
    .join("");
}

function elementOf(parent: string, member: string): string {
  return RENAMED.find((one) => one[0] === parent && one[2] === member)?.[1] ?? member;
}

function memberOf(parent: string, element: string): string {
  return RENAMED.find((one) => one[0] === parent && one[1] === element)?.[2] ?? element;
}

/** The members of a document's root element. Throws a SyntaxError for what is not XML. */
export function parseXml(text: string): { root: string; members: Members } {
  const node = parseNode(text);
  return { root: node.name, members: (membersOf(node) as Members | "") || {} };
}

interface Node {
  name: string;
  children: Node[];
  text: string;
}

function parseNode(text: string): Node {
  const document: Node = { name: "", children: [], text: "" };
  const open = [document];
  const tokens = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)|</g;
  for (const [token, closing, name, empty, characters] of text.matchAll(tokens)) {
    const current = open.at(-1)!;
    if (token === "<") throw new SyntaxError("not XML");
    if (characters !== undefined) current.text += characters;
    else if (closing && name !== undefined) {
      if (open.pop()!.name !== name || open.length === 0) throw new SyntaxError("not XML");
    } else if (name !== undefined) {
      const node: Node = { name, children: [], text: "" };
      current.children.push(node);
      if (!empty) open.push(node);
    }
  }
  const [root] = document.children;
  if (open.length !== 1 || root === undefined) throw new SyntaxError("not XML");
  return root;
}

function membersOf(node: Node): unknown {
  const item = WRAPPED[node.name];
  if (item !== undefined) return node.children.map(membersOf);
  if (node.children.length === 0 && !STRUCTURES.has(node.name)) return leaf(node);
  const members: Members = {};
  for (const child of node.children) {
    const list = SIDE_BY_SIDE.find(([parent, name]) => parent === node.name && name === child.name);
    const value = membersOf(child);
    if (list === undefined) members[memberOf(node.name, child.name)] = value;
    else members[list[2]] = [...(members[list[2]] ?? []), value];
  }
  return members;
}

function leaf({ name, text }: Node): string | number | boolean {
  const value = unescaped(text);
  if (BOOLEANS.has(name)) return value.trim() === "true";
  return NUMBERS.has(name) ? Number(value) : value;
}

const ENTITIES: { [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const CHARACTERS = Object.fromEntries(
  Object.entries(ENTITIES).map(([character, entity]) => [entity, character]),
);

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function unescaped(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (entity, name: string) => {
    if (!name.startsWith("#")) return CHARACTERS[entity] ?? entity;
    const code = name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code);
  });
}
