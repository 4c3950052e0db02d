import { createRequire } from "node:module";
import ts from "typescript";

const realRequire = createRequire(__filename);

/** Runs a program in TypeScript with modules in place of those that it imports; answers what it exports. */
export function runProgram(text: string, modules: { [name: string]: unknown }): object {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const exported = {};
  const require = (name: string): unknown =>
    Object.hasOwn(modules, name) ? modules[name] : realRequire(name);
  new Function("require", "exports", outputText)(require, exported);
  return exported;
}
