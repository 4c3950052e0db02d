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

/** The name that the inputs ask for. */
export function chosenName({ name, namePrefix }: Props): string {
  return name ?? `${namePrefix}${randomBytes(13).toString("hex")}`;
}
