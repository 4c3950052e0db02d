import { TYPE_NOTES, type TypeNote } from "../../sandbox/notes";
import type { ResourceType } from "../../sandbox/providers/resource/type";
import { modelledName } from "../../sandbox/providers/rpc/service";
import { declared } from "../../sandbox/providers/shapes/faults";
import type { Shapes, TypeName } from "../../sandbox/providers/shapes/shape";
import { STAND_INS } from "../providers/shapes";

/** A block of which more than this is refused is listed by what is modelled of it. */
const MANY = 20;

/** Of every registered resource type: the inputs that are not modelled, those that no read answers, and its notes. */
export function typesText(): string {
  const lines = STAND_INS.flatMap(({ name, types, shapes }) =>
    [...types]
      .sort((one, other) => one.token.localeCompare(other.token))
      .map((type) => typeText(name, type, shapes)),
  );
  return lines.join("\n");
}

function typeText(provider: string, type: ResourceType<unknown>, shapes: Shapes): string {
  const { token, props, notModelled = [] } = type;
  const { stricter, differs, source = pageOf(provider, token) }: TypeNote = TYPE_NOTES[token] ?? {};
  const unread = Object.keys(props).filter((name) => props[name]?.unread);
  const parts = [
    ...(notModelled.length === 0 ? [] : [`not modelled: ${refusedText(type, shapes)}`]),
    ...(unread.length === 0 ? [] : [`not read back: ${codes(unread)}`]),
    ...(stricter === undefined ? [] : [`stricter: ${stricter}`]),
    ...(differs === undefined ? [] : [differs]),
  ];
  const said = parts.length === 0 ? "no difference is noted" : parts.join("; ");
  return `- [${provider}.${modelledName(token)}](${source}): ${said}.`;
}

function refusedText({ token, notModelled = [] }: ResourceType<unknown>, shapes: Shapes): string {
  const blockOf = (path: string): string => path.split(".").slice(0, -1).join(".");
  const blocks = [...new Set(notModelled.map(blockOf))];
  const texts = blocks.map((block) => {
    const paths = notModelled.filter((path) => blockOf(path) === block);
    if (paths.length <= MANY || block === "") return codes(paths);
    const inputs = shapes.resources[token]!.inputs;
    const { shape } = declared(inputs).get(block)!;
    const members = [...declared(shapes.types[shape as TypeName]!).keys()];
    const taken = members.filter((member) => !paths.includes(`${block}.${member}`));
    return `\`${block}\` but for ${codes(taken)}`;
  });
  return texts.join(", ");
}

/** The page of a type in Pulumi's registry. */
function pageOf(provider: string, token: string): string {
  const path = modelledName(token).toLowerCase().replace(".", "/");
  return `https://www.pulumi.com/registry/packages/${provider}/api-docs/${path}/`;
}

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
