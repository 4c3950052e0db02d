import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

import type { Members, Shape, Shapes, TypeName } from "../../sandbox/providers/shapes/shape";

const MODULES = path.join(__dirname, "..", "..", "node_modules", "@pulumi");

/** The types with these tokens, as the installed package `@pulumi/<name>` declares them. */
export function shapesOf(name: string, resources: string[], functions: string[]): Shapes {
  const declared = new Package(name);
  const sorted = <T>(tokens: string[], shape: (token: string) => T) =>
    Object.fromEntries([...tokens].sort().map((token) => [token, shape(token)]));
  const shapes = {
    version: declared.version,
    config: declared.members("provider", "ProviderArgs"),
    resources: sorted(resources, (token) => {
      const [file, type] = moduleOf(token);
      return {
        inputs: declared.members(file, `${type}Args`),
        outputs: declared.members(file, type),
      };
    }),
    functions: sorted(functions, (token) => {
      const [file, type] = moduleOf(token);
      const capital = type.charAt(0).toUpperCase() + type.slice(1);
      return {
        args: declared.has(file, `${capital}Args`) ? declared.members(file, `${capital}Args`) : {},
        result: declared.members(file, `${capital}Result`),
      };
    }),
  };
  return { ...shapes, types: declared.types() };
}

/** `aws:s3/bucket:Bucket` is declared as `Bucket` in the file s3/bucket. */
function moduleOf(token: string): [file: string, type: string] {
  const [, file = "", type = ""] = /^[^:]*:([^:]*):(.*)$/.exec(token) ?? [];
  return [file.replace(/^index\//, ""), type];
}

type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration;

/** The declarations of one package, read as syntax: a type checker takes minutes for all of AWS. */
export class Package {
  readonly version: string;
  private readonly folder: string;
  private readonly files = new Map<string, Map<string, Declaration>>();
  private readonly nested = new Map<TypeName, Members>();

  constructor(name: string) {
    this.folder = path.join(MODULES, name);
    const manifest = readFileSync(path.join(this.folder, "package.json"), "utf8");
    this.version = (JSON.parse(manifest) as { version: string }).version;
  }

  has(file: string, type: string): boolean {
    return this.declarations(file).has(type);
  }

  /** The properties of an interface, or the outputs of a class. */
  properties(file: string, type: string): (ts.PropertySignature | ts.PropertyDeclaration)[] {
    const found = this.declarations(file).get(type);
    if (found === undefined)
      throw new Error(`${this.folder}/${file}.d.ts does not declare ${type}`);
    return [...found.members].filter(
      (member): member is ts.PropertySignature | ts.PropertyDeclaration =>
        ts.isPropertySignature(member) ||
        (ts.isPropertyDeclaration(member) && member.type !== undefined && isOutput(member.type)),
    );
  }

  members(file: string, type: string): Members {
    return Object.fromEntries(
      this.properties(file, type).map((property) => {
        const declared = property.type!;
        const optional = property.questionToken !== undefined || mayBeUndefined(declared);
        return [`${property.name.getText()}${optional ? "?" : ""}`, this.shape(declared)];
      }),
    );
  }

  /** The nested types that the shapes so far name, and those that these name. */
  types(): { [name: TypeName]: Members } {
    return Object.fromEntries([...this.nested].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  private shape(node: ts.TypeNode): Shape {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return "string";
      case ts.SyntaxKind.NumberKeyword:
        return "number";
      case ts.SyntaxKind.BooleanKeyword:
        return "boolean";
      case ts.SyntaxKind.AnyKeyword:
        return "any";
    }
    if (ts.isArrayTypeNode(node)) return { list: this.shape(node.elementType) };
    if (ts.isUnionTypeNode(node)) return this.union(node);
    if (ts.isTypeLiteralNode(node)) {
      const [index] = node.members;
      if (index && ts.isIndexSignatureDeclaration(index)) return { map: this.shape(index.type) };
    }
    if (ts.isTypeReferenceNode(node)) return this.reference(node);
    throw new Error(`unknown form of a type: ${node.getText()}`);
  }

  private union(node: ts.UnionTypeNode): Shape {
    const parts = node.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword);
    const shapes = parts.map((part) => this.shape(part));
    const [first, second] = shapes;
    if (shapes.length === 1) return first!;
    if (shapes.every((one) => one === first)) return first!;
    if (shapes.includes("string")) {
      const other = first === "string" ? second! : first!;
      if (typeof other === "object" && "enum" in other) return other;
      if (other === "document") return other;
      if (typeof other === "object" && "list" in other) return "any";
    }
    throw new Error(`unknown form of a union: ${node.getText()}`);
  }

  private reference(node: ts.TypeReferenceNode): Shape {
    const name = node.typeName.getText();
    const [argument] = node.typeArguments ?? [];
    if (name === "pulumi.Input" || name === "pulumi.Output") return this.shape(argument!);
    if (name.startsWith("pulumi.asset.")) return "asset";
    const [space = "", ...rest] = name.split(".");
    if (space === "enums") return { enum: this.enumeration(rest) };
    if (/^inputs\.\w+\.PolicyDocument$/.test(name)) return "document";
    if (space === "inputs" || space === "outputs") {
      return this.nestedType(`${space === "inputs" ? "input" : "output"}.${rest.join(".")}`);
    }
    // A resource stands for its id or its ARN, and ARN is an alias of string.
    if (rest.length === 0 || space === "pulumi") return "string";
    throw new Error(`unknown type: ${node.getText()}`);
  }

  private nestedType(name: TypeName): TypeName {
    if (this.nested.has(name)) return name;
    this.nested.set(name, {});
    const [file, ...type] = name.split(".");
    this.nested.set(name, this.members(`types/${file}`, type.join(".")));
    return name;
  }

  private enumeration(names: string[]): string[] {
    const file = path.join(this.folder, "types", "enums", ...names.slice(0, -1), "index.d.ts");
    const found = parsed(file).statements.flatMap((statement) =>
      ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
    );
    const type = found.find(({ name }) => name.getText() === names.at(-1))?.type;
    if (type === undefined || !ts.isTypeLiteralNode(type)) {
      throw new Error(`${file} does not declare ${names.at(-1)}`);
    }
    const values = type.members.map((member) => {
      const literal = (member as ts.PropertySignature).type as ts.LiteralTypeNode;
      return (literal.literal as ts.StringLiteral).text;
    });
    return [...new Set(values)];
  }

  /** A token's `guardduty/iPSet` is the file guardduty/ipset: a name of capitals is written small altogether. */
  private fileOf(file: string): string {
    const names = [file, file.toLowerCase()];
    const files = names.map((name) => path.join(this.folder, `${name}.d.ts`));
    const found = files.find((one) => existsSync(one));
    if (found === undefined) throw new Error(`${files.join(" or ")} does not exist`);
    return found;
  }

  private declarations(file: string): Map<string, Declaration> {
    const known = this.files.get(file);
    if (known) return known;
    const found = new Map<string, Declaration>();
    const full = this.fileOf(file);
    const collect = (statements: readonly ts.Statement[], prefix: string): void => {
      for (const statement of statements) {
        if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) {
          found.set(prefix + statement.name!.text, statement);
        } else if (ts.isModuleDeclaration(statement) && ts.isModuleBlock(statement.body!)) {
          collect(statement.body.statements, `${prefix}${statement.name.text}.`);
        }
      }
    };
    collect(parsed(full).statements, "");
    this.files.set(file, found);
    return found;
  }
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

function isOutput(node: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(node) && node.typeName.getText() === "pulumi.Output";
}

function mayBeUndefined(node: ts.TypeNode): boolean {
  if (ts.isUnionTypeNode(node)) {
    return node.types.some((part) => part.kind === ts.SyntaxKind.UndefinedKeyword);
  }
  const [argument] = (ts.isTypeReferenceNode(node) && node.typeArguments) || [];
  return argument !== undefined && mayBeUndefined(argument);
}
