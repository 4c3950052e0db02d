import * as ts from "typescript";
import { afterColon } from "../../rules/tokens";
import { Package } from "../../tools/providers/declarations";

/** What the documentation of an input says of its values. */
export interface Documented {
  input: string;
  default?: string;
  /** Texts that it may be, when they are listed. */
  values?: string[];
}

const DEFAULT = /[Dd]efault(?:s to| value is|:| is)\s+`([^`]+)`/;
const LIST =
  /[Vv]alid (?:values|options)[^:`]*[:\s]\s*((?:`[^`]+`(?:\s*\([^)]*\))?(?:,|\s|and|or|\.)*)+)/;

/** The inputs of a resource type as its package documents them. */
export function documented(packageName: string, token: string): Documented[] {
  const type = afterColon(token);
  const file = token.slice(token.indexOf(":") + 1, token.lastIndexOf(":"));
  const path = file.replace(/^index\//, "");
  return packageOf(packageName)
    .properties(path, `${type}Args`)
    .map((property) => {
      const text = ts
        .getJSDocCommentsAndTags(property)
        .map((comment) => comment.getText().replace(/\n\s*\*/g, " "))
        .join(" ");
      const list = LIST.exec(text)?.[1];
      const values = list && [...list.matchAll(/`"?([^`"]+)"?`/g)].map(([, value]) => value!);
      const found = DEFAULT.exec(text)?.[1];
      return {
        input: property.name.getText(),
        ...(found !== undefined && { default: found }),
        ...(values && { values }),
      };
    });
}

const packages = new Map<string, Package>();

function packageOf(name: string): Package {
  const found = packages.get(name) ?? new Package(name);
  packages.set(name, found);
  return found;
}
