import * as pulumi from "@pulumi/pulumi";
import { existsSync } from "node:fs";
import * as path from "node:path";

/** From the package's compiled files, and from its source. */
const FILES = ["../../health/handler.js", "../../dist/health/handler.js"];

/** Name of the function's entry in the archive, as Lambda wants it. */
export const HANDLER = "handler.handler";

/** The code of the Lambda function, one file built with the package, and the files that it reads, by name. Throws an Error when it was not built. */
export function functionCode(files: { [name: string]: string }): pulumi.asset.AssetArchive {
  const file = FILES.map((candidate) => path.join(__dirname, candidate)).find((one) =>
    existsSync(one),
  );
  if (file === undefined) {
    throw new Error("the health check's code is not built; run npm run build in guardduty-export");
  }
  return new pulumi.asset.AssetArchive({
    "handler.js": new pulumi.asset.FileAsset(file),
    ...Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, new pulumi.asset.StringAsset(text)]),
    ),
  });
}
