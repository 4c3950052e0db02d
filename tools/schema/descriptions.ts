import { readFileSync } from "node:fs";

import * as ts from "typescript";

import type { Schema } from "./values";

/** Interface -> property -> its docstring, and the interface that its values or their elements are of. */
export interface Docstrings {
  [interfaceName: string]: { [property: string]: { description?: string; of?: string } };
}

/** The docstrings of a file's interfaces. */
export function docstringsOf(file: string): Docstrings {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: Docstrings = {};
  for (const declaration of source.statements.filter(ts.isInterfaceDeclaration)) {
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types]);
    const inherited = bases.map(({ expression }) => found[expression.getText()]);
    const own = declaration.members.filter(ts.isPropertySignature).map((member) => {
      const docs = ts.getJSDocCommentsAndTags(member).map(({ comment }) => comment);
      const description = ts.getTextOfJSDocComment(docs[0]);
      return [member.name.getText(), { description, of: referred(member.type) }] as const;
    });
    found[declaration.name.text] = Object.assign({}, ...inherited, Object.fromEntries(own));
  }
  return found;
}

/** The first named type within a type. */
function referred(type: ts.Node | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (!ts.isTypeReferenceNode(type)) return ts.forEachChild(type, referred);
  const name = type.typeName.getText();
  return name === "pulumi.Input" ? referred(type.typeArguments?.[0]) : name;
}

/** The interface of what only a stack's config has. */
const OF_CONFIG: { [property: string]: string } = { findingsBucket: "MalwareProtectedBucket" };

/** A schema with a description of each property at every depth; `of` is the interface of its objects. */
export function described(schema: Schema, of: string | undefined, docstrings: Docstrings): Schema {
  const { properties, items, additionalProperties } = schema;
  const below = (inner: unknown) => described(inner as Schema, of, docstrings);
  if (items !== undefined) return { ...schema, items: below(items) };
  if (typeof additionalProperties === "object") {
    return { ...schema, additionalProperties: below(additionalProperties) };
  }
  const documented = of === undefined ? undefined : docstrings[of];
  if (properties === undefined || documented === undefined) return schema;
  const entries = Object.entries(properties).map(([name, inner]) => {
    const { description, of: type } = documented[name] ?? { of: OF_CONFIG[name] };
    return [name, { description, ...described(inner as Schema, type, docstrings) }];
  });
  return { ...schema, properties: Object.fromEntries(entries) as Schema["properties"] };
}
