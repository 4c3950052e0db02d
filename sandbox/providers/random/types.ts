import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { Prop, ResourceType, Subject } from "../resource/type";
import { Props } from "../rpc";

type RandomType = ResourceType<object>;
type Random = Subject<object>;

const replaces: Prop = { replaces: true };

/** Nothing is ever read back or deleted: a random value lives in state alone. */
function remembered(
  type: Pick<RandomType, "token" | "props" | "create"> &
    Partial<Pick<RandomType, "testAll" | "imported">>,
  outputs: (subject: Random) => Props,
): RandomType {
  const props = Object.entries(type.props).map(([name, prop]) => [name, { ...prop, local: true }]);
  return {
    ...type,
    props: Object.fromEntries(props),
    read: async (subject) => outputs(subject),
    delete: async () => undefined,
  };
}

export const randomId = remembered(
  {
    token: "random:index/randomId:RandomId",
    props: {
      byteLength: {
        replaces: true,
        test: (value, label) =>
          Number(value) < 1 ? `expected ${label} to be at least (1), got ${value}` : undefined,
      },
      prefix: replaces,
      keepers: replaces,
    },
    create: async ({ inputs }) => randomBytes(inputs["byteLength"]).toString("base64url"),
    imported(importId, subject) {
      const comma = importId.lastIndexOf(",");
      const prefix = importId.slice(0, Math.max(comma, 0));
      const id = importId.slice(comma + 1);
      const byteLength = Buffer.from(id, "base64url").length;
      return { ...subject, id, state: { byteLength, ...(prefix && { prefix }) } };
    },
  },
  ({ id, state }) => {
    const bytes = Buffer.from(id, "base64url");
    const prefix: string = state["prefix"] ?? "";
    const hex = bytes.toString("hex");
    return {
      b64Url: prefix + id,
      b64Std: prefix + bytes.toString("base64"),
      hex: prefix + hex,
      dec: prefix + BigInt(`0x${hex}`).toString(),
    };
  },
);

const letters = "abcdefghijklmnopqrstuvwxyz";

/** The kinds of characters of a random string: its switch, its least number, its characters. */
const kinds = [
  ["lower", "minLower", letters],
  ["upper", "minUpper", letters.toUpperCase()],
  ["numeric", "minNumeric", "0123456789"],
  ["special", "minSpecial", "!@#$%&*()-_=+[]{}<>:?"],
] as const;

const stringDefaults = {
  ...Object.fromEntries(kinds.map(([kind]) => [kind, true])),
  ...Object.fromEntries(kinds.map(([, least]) => [least, 0])),
};

export const randomString = remembered(
  {
    token: "random:index/randomString:RandomString",
    props: {
      length: { replaces: true },
      ...Object.fromEntries(
        Object.entries(stringDefaults).map(([key, value]) => [
          key,
          { replaces: true as const, default: value },
        ]),
      ),
      number: { replaces: true, computed: true },
      overrideSpecial: replaces,
      keepers: replaces,
    },
    testAll: lengthText,
    create: async ({ inputs }) => characters(inputs),
    imported: (id, subject) => ({
      ...subject,
      id,
      state: { ...stringDefaults, length: id.length },
    }),
  },
  ({ id, state }) => ({ result: id, number: state["number"] ?? state["numeric"] }),
);

export const randomUuid = remembered(
  {
    token: "random:index/randomUuid:RandomUuid",
    props: { keepers: replaces },
    create: async () => randomUUID(),
  },
  ({ id }) => ({ result: id }),
);

function lengthText(inputs: Props): string | undefined {
  const least = kinds.reduce((sum, [, key]) => sum + Number(inputs[key] ?? 0), 0);
  const length = Number(inputs["length"]);
  if (Number.isNaN(length)) return undefined;
  return length < Math.max(1, least)
    ? `Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special, got: ${length}`
    : undefined;
}

function characters(inputs: Props): string {
  const sets = kinds.map(([kind, least, chars]) => ({
    chars: kind === "special" ? (inputs["overrideSpecial"] ?? chars) : chars,
    least: Number(inputs[least]),
    used: Boolean(kind === "numeric" ? (inputs["number"] ?? inputs[kind]) : inputs[kind]),
  }));
  const every = sets.map(({ chars, used }) => (used ? chars : "")).join("");
  const picked = sets.flatMap(({ chars, least }) => pick(chars, least));
  return shuffled([...picked, ...pick(every, inputs["length"] - picked.length)]).join("");
}

function pick(chars: string, count: number): string[] {
  return Array.from({ length: count }, () => chars.charAt(randomInt(chars.length)));
}

function shuffled(items: string[]): string[] {
  const keyed = items.map((item) => ({ item, order: randomInt(2 ** 32) }));
  return keyed.sort((left, right) => left.order - right.order).map(({ item }) => item);
}
