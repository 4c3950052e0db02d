import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import { ROOT } from "./markdown";

const FOLDER = path.join(ROOT, "docs/kql");

/** Source: https://learn.microsoft.com/azure/azure-monitor/reference/tables/awsguardduty */
const COLUMNS = [
  ...["AccountId", "ActivityType", "Arn", "Description", "Id", "Partition", "Region"],
  ...["SchemaVersion", "TenantId", "Title", "Type"],
].map((name) => `${name}:string`);
const SCHEMA = [
  ...COLUMNS,
  ...["ResourceDetails:dynamic", "ServiceDetails:dynamic", "Severity:int"],
  ...["TimeCreated:datetime", "TimeGenerated:datetime"],
].join(", ");

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Kusto = any;

/** What Kusto's own language service finds wrong with a query of the table, syntax and names. */
function diagnostics(query: string): string[] {
  const { Language } = (globalThis as unknown as { Kusto: Kusto }).Kusto;
  const table = Language.Symbols.TableSymbol.From(`(${SCHEMA})`).WithName("AWSGuardDuty");
  const database = new Language.Symbols.DatabaseSymbol.$ctor2("workspace", null, [table], false);
  const globals = Language.GlobalState.Default.WithDatabase(database);
  const found = Language.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, index) => String(found.getItem(index).Message));
}

describe("The KQL queries of docs/kql", () => {
  before(() => {
    const load = createRequire(__filename);
    load("@kusto/language-service-next/bridge.js");
    load("@kusto/language-service-next/Kusto.Language.Bridge.js");
  });

  it("are understood by Kusto's language service, with the columns of AWSGuardDuty", () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith(".kql"));
    expect(files.length).to.be.greaterThan(10);
    const wrong = files.flatMap((file) =>
      diagnostics(readFileSync(path.join(FOLDER, file), "utf8")).map((text) => `${file}: ${text}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("would not be, with a column that is not there", () => {
    expect(diagnostics("AWSGuardDuty | where Nope == 1")).to.have.length(1);
  });
});
