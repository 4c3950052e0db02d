import { readFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { namedQueries } from "../../../rules/table";
import { shapeAt } from "../../../testing/findings";

const TABLE = `"guardduty"."findings"`;
const queries = namedQueries({ table: TABLE, includeSamples: false });

/** The paths into a finding that a query reads, those through lists too. */
function pathsOf(query: string): string[] {
  const pathByName: { [name: string]: string } = { resource: "resource", service: "service" };
  const lists =
    /CAST\(json_extract\((\w+), '\$\.([^']+)'\) AS ARRAY\(JSON\)\), ARRAY\[\]\), (\w+) ->/g;
  for (const [, from, path, value] of query.matchAll(lists)) {
    const at = `${pathByName[from!]}.${path}[0]`;
    expect(pathByName[value!] ?? at, `${value} has one meaning`).to.equal(at);
    pathByName[value!] = at;
  }
  const read = query.matchAll(/json_extract(?:_scalar)?\((\w+), '\$\.([^']+)'\)/g);
  return [...new Set([...read].map(([, from, path]) => `${pathByName[from!]}.${path}`))];
}

describe("a named query", () => {
  it("reads nothing of a finding that AWS's model of findings does not have", () => {
    const read = queries.flatMap(({ key, query }) =>
      pathsOf(query).map((path) => ({ key, path, known: shapeAt(path) !== undefined })),
    );
    expect(read.filter(({ known }) => !known)).to.deep.equal([]);
    expect(read.length).to.be.greaterThan(50);
    expect(read.map(({ path }) => path)).to.include.members([
      "resource.s3BucketDetails[0].s3ObjectDetails[0].versionId",
      "service.detection.sequence.actors[0].user.name",
      "service.malwareScanDetails.threats[0].itemDetails[0].additionalInfo.versionId",
    ]);
  });

  it("bounds the days that it reads, and is read by name and description", () => {
    for (const { query, name, description } of queries) {
      expect(query, name).to.contain(`FROM ${TABLE}\n  WHERE day >= date_format(`);
      expect(name, name).to.match(/^\S.{5,127}$/);
      expect(description, name).to.match(/^[A-Z].*\.$/);
    }
  });

  it("has a key and a name of its own", () => {
    expect(new Set(queries.map(({ key }) => key)).size).to.equal(queries.length);
    expect(new Set(queries.map(({ name }) => name)).size).to.equal(queries.length);
  });

  it("leaves sample findings out unless they are asked for", () => {
    const clause = "coalesce(title, '') NOT LIKE '[SAMPLE]%'";
    for (const { query, name } of queries) expect(query, name).to.contain(clause);
    for (const { query, name } of namedQueries({ table: TABLE, includeSamples: true })) {
      expect(query, name).not.to.contain("SAMPLE");
    }
  });
});

describe("docs/athena.md", () => {
  it("lists every query by its name", () => {
    const page = readFileSync(path.join(__dirname, "../../../docs/athena.md"), "utf8");
    const [, text = ""] = /^## Query\n(.*?)^## /ms.exec(page) ?? [];
    const listed = [...text.matchAll(/^\| ([A-Z].+?) +\| the last|^\| ([A-Z].+?) +\|/gm)]
      .map(([, one, other]) => one ?? other)
      .filter((name) => name !== "Query");
    expect(listed).to.deep.equal(queries.map(({ name }) => name));
  });
});
