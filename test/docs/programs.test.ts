import { expect } from "chai";
import path from "node:path";
import ts from "typescript";

import type { Block } from "./markdown";
import { blocksIn, ROOT } from "./markdown";

/** What the compiler says of programs that use the package by its name, as users' programs do. */
function diagnose(blocks: Pick<Block, "text" | "at">[]): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  options.paths = {
    "guardduty-export": [path.join(ROOT, "index.ts")],
    "guardduty-export/testing": [path.join(ROOT, "mocks/index.ts")],
  };
  const programs = new Map(
    blocks.map((block, index) => [path.join(ROOT, `program-${index}.ts`), block]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => programs.has(file) || fileExists(file);
  host.readFile = (file) => programs.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) =>
    programs.has(file)
      ? ts.createSourceFile(file, programs.get(file)!.text, language)
      : getSourceFile(file, language, ...rest);
  const program = ts.createProgram([...programs.keys()], options, host);
  return [...programs].flatMap(([file, { at }]) => {
    const source = program.getSourceFile(file)!;
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return found.map(
      ({ messageText }) => `${at}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
  });
}

describe("Programs in documents", () => {
  it("compile against the package, and wrong ones do not", () => {
    const blocks = blocksIn("ts");
    expect(blocks.length).to.be.greaterThan(2);
    const wrong = {
      at: "wrong",
      text: 'import { GuardDutyExport } from "guardduty-export";\nnew GuardDutyExport("x", { region: "us-east-1" });\n',
    };
    expect(diagnose([...blocks, wrong]).map((text) => text.slice(0, 60))).to.deep.equal([
      "wrong: Object literal may only specify known properties, but",
    ]);
  });
});
