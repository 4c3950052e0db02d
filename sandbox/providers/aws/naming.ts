import { randomBytes } from "node:crypto";
import { Prop } from "../resource/type";
import { Props } from "../rpc";
import { AwsProp } from "./resource";

/** The pair of inputs that name a resource: `name`, or `namePrefix` with something random behind it. */
export function nameProps(
  maxLength: number,
  test?: Prop["test"],
): { name: AwsProp; namePrefix: AwsProp } {
  return {
    name: {
      replaces: true,
      autoname: { maxLength, unless: "namePrefix" },
      ...(test && { test }),
    },
    namePrefix: { replaces: true },
  };
}

/** What a name says of the pair: upstream knows a prefix by the 26 hex digits behind it. */
export function nameState(name: string): Props {
  return { name, namePrefix: /^(.*)[0-9a-f]{26}$/.exec(name)?.[1] ?? "" };
}

/** The name that the inputs ask for. */
export function chosenName({ name, namePrefix }: Props): string {
  return name ?? `${namePrefix}${randomBytes(13).toString("hex")}`;
}
