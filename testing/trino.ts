import { spawn } from "node:child_process";
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A Trino server, which is the engine that Athena runs, over a Glue catalog and S3. */
export interface Trino {
  /** Runs a query. Parameters are SQL, as Athena's execution parameters are: a string is in single quotes. */
  run(query: string, ...parameters: string[]): Promise<TrinoRow[]>;
  close(): Promise<void>;
}

export interface TrinoRow {
  [column: string]: unknown;
}

export interface TrinoOptions {
  /** Folder with lib and plugin. */
  root: string;
  /** The java command. */
  java: string;
  /** Of Glue's and S3's API. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  /** The database that queries name tables of. */
  schema: string;
}

/** Athena's name of the catalog that is Glue's. */
const CATALOG = "awsdatacatalog";
const START_LIMIT_MS = 300_000;

export async function startTrino(options: TrinoOptions): Promise<Trino> {
  const folder = mkdtempSync(path.join(tmpdir(), "trino-"));
  const port = await freePort();
  writeSettings(folder, port, options);
  const log = path.join(folder, "server.log");
  const server = spawn(options.java, javaArguments(folder, options.root), {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = createWriteStream(log);
  server.stdout.pipe(output, { end: false });
  server.stderr.pipe(output, { end: false });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    server.kill("SIGKILL");
    await ended;
    output.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await started(url, server, log);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    run: (query, ...parameters) => {
      const headers = {
        ...{ "X-Trino-User": "analyst", "X-Trino-Catalog": CATALOG },
        "X-Trino-Schema": options.schema,
      };
      return runStatement(url, headers, bound(query, parameters));
    },
    close,
  };
}

function writeSettings(folder: string, port: number, options: TrinoOptions): void {
  const { root, endpoint, region, accessKeyId } = options;
  const credentials = (prefix: string) => ({
    [`${prefix}.aws-access-key`]: accessKeyId,
    [`${prefix}.aws-secret-key`]: "secret",
  });
  const files = {
    "etc/config.properties": {
      coordinator: true,
      "node-scheduler.include-coordinator": true,
      "http-server.http.port": port,
      "discovery.uri": `http://127.0.0.1:${port}`,
      "catalog.management": "static",
      "plugin.dir": path.join(root, "plugin"),
      // Code is generated for each task: one does for queries this small.
      "task.concurrency": 1,
    },
    [`etc/catalog/${CATALOG}.properties`]: {
      "connector.name": "hive",
      "hive.metastore": "glue",
      "hive.metastore.glue.region": region,
      "hive.metastore.glue.endpoint-url": endpoint,
      ...credentials("hive.metastore.glue"),
      "hive.partition-projection-enabled": true,
      "hive.table-statistics-enabled": false,
      "fs.native-s3.enabled": true,
      "s3.endpoint": endpoint,
      "s3.region": region,
      "s3.path-style-access": true,
      ...credentials("s3"),
    },
  };
  for (const [file, settings] of Object.entries(files)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(target, lines.join(""));
  }
}

/** Source: https://trino.io/docs/476/installation/deployment.html#jvm-config */
function javaArguments(folder: string, root: string): string[] {
  return [
    // Each query runs its generated code for seconds: to optimise it takes longer than it saves.
    ...["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"],
    ...["-Xmx2G", "-Duser.timezone=UTC", "-Djdk.attach.allowAttachSelf=true"],
    ...["--add-modules=jdk.incubator.vector", "-Dfile.encoding=UTF-8"],
    `-Dconfig=${path.join(folder, "etc/config.properties")}`,
    ...["-Dnode.environment=test", "-Dnode.internal-address=127.0.0.1"],
    `-Dnode.data-dir=${path.join(folder, "data")}`,
    ...["-cp", path.join(root, "lib/*"), "io.trino.server.TrinoServer"],
  ];
}

async function started(url: string, server: { exitCode: number | null }, log: string) {
  for (let waited = 0; waited < START_LIMIT_MS; waited += 500) {
    if (server.exitCode !== null) break;
    const info = await fetch(`${url}/v1/info`).then(
      (response) => response.json() as Promise<{ starting: boolean }>,
      () => undefined,
    );
    if (info?.starting === false) return;
    await delay(500);
  }
  throw new Error(`Trino did not start:\n${readFileSync(log, "utf8").slice(-5000)}`);
}

/** As Athena binds execution parameters. Source: https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html */
function bound(query: string, parameters: string[]): string {
  if (parameters.length === 0) return query;
  return `EXECUTE IMMEDIATE '${query.replaceAll("'", "''")}' USING ${parameters.join(", ")}`;
}

interface Answer {
  nextUri?: string;
  columns?: { name: string }[];
  data?: unknown[][];
  error?: { message: string; errorName: string };
}

async function runStatement(
  url: string,
  headers: { [name: string]: string },
  statement: string,
): Promise<TrinoRow[]> {
  const post = () => ask(`${url}/v1/statement`, { method: "POST", headers, body: statement });
  let answer = await post();
  const rows: TrinoRow[] = [];
  for (let waited = 0; ;) {
    const { error, columns = [], data = [], nextUri } = answer;
    // A server that has started announces itself as a node only some time later.
    if (error?.errorName === "NO_NODES_AVAILABLE" && waited < START_LIMIT_MS) {
      await delay(500);
      waited += 500;
      answer = await post();
      continue;
    }
    if (error) throw new Error(`${error.errorName}: ${error.message}\n${statement}`);
    for (const values of data) {
      rows.push(Object.fromEntries(columns.map(({ name }, index) => [name, values[index]])));
    }
    if (nextUri === undefined) return rows;
    answer = await ask(nextUri, { headers });
  }
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
