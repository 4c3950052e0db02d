import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { exampleWorld, openCloudStack } from "../cloudStack";
import type { CloudStack } from "../cloudStack";
import type { ProjectFolder } from "./project";
import { projectFolder } from "./project";
import type { Trial } from "./trial";

const CONFIG = `config:
  aws:region: us-east-1
  guardduty-export:regions:
    - us-east-1
  guardduty-export:bucket:
    prefix: guardduty
    retentionDays: 400
`;

/** What a stack's file may be, whether right or wrong, by what it is; `secrets` are its lines of encryption. */
function stackFiles(secrets: string): { [what: string]: string | Buffer } {
  const FILE = `${secrets}${CONFIG}`;
  const regions = (text: string) =>
    FILE.replace(/ *- us-east-1\n/, "").replace("regions:", `regions:${text}`);
  const added = (line: string) => `${FILE}  guardduty-export:${line}\n`;
  return {
    "as it should be": FILE,
    "a JSON string for a list": regions(` '["us-east-1"]'`),
    "a JSON string of another type": regions(` '{"us-east-1": true}'`),
    "a string for a list": regions(" us-east-1"),
    "a string with commas for a list": regions(" us-east-1,us-west-2"),
    "a list in a line": regions(" [us-east-1]"),
    "an empty list": regions(" []"),
    "no value": regions(""),
    "a number for a list": regions(" 5"),
    "a tab after the dash": FILE.replace("- us-east-1", "-\tus-east-1"),
    "a tab as indentation": FILE.replace("    - us", "\t- us"),
    "a tab after the colon": FILE.replace("region: us", "region:\tus"),
    "carriage returns alone": FILE.replaceAll("\n", "\r"),
    "carriage returns and line feeds": FILE.replaceAll("\n", "\r\n"),
    "UTF-16, little end first": Buffer.from(`\uFEFF${FILE}`, "utf16le"),
    "UTF-16, big end first": Buffer.from(`\uFEFF${FILE}`, "utf16le").swap16(),
    "UTF-16 without a byte order mark": Buffer.from(FILE, "utf16le"),
    "UTF-8 with a byte order mark": `\uFEFF${FILE}`,
    "bytes that are no text": Buffer.from([...Buffer.from(FILE), 0xff, 0xfe, 0x0a]),
    "a zero byte": FILE.replace("guardduty\n", "guard\0duty\n"),
    "a key twice": added("regions:\n    - us-west-2"),
    "an unknown key": added("region: us-east-1"),
    "an unknown property": FILE.replace("retentionDays", "retention"),
    "a number as text": FILE.replace("400", '"400"'),
    "a number that is none": FILE.replace("400", "4OO"),
    "a number with an exponent": FILE.replace("400", "4e2"),
    "an octal number": FILE.replace("400", "0o620"),
    "a number with underscores": FILE.replace("400", "4_00"),
    infinity: FILE.replace("400", ".inf"),
    "yes for a boolean": added("notifications: yes"),
    "a boolean as text": added('notifications: "true"'),
    "a boolean in capitals": added("notifications: TRUE"),
    "an alias of an anchor": FILE.replace("    - us-east-1", "    - &a us-east-1\n    - *a"),
    "an alias without an anchor": FILE.replace("- us-east-1", "- *a"),
    "a merge key": `${FILE}    <<: {objectLock: {mode: GOVERNANCE, days: 1}}\n`,
    "a tag of a type": FILE.replace("- us-east-1", "- !!str us-east-1"),
    "a bracket that stays open": regions(" [us-east-1"),
    "two documents": `${FILE}---\n${FILE}`,
    "the start and end of a document": `---\n${FILE}...\n`,
    "a directive": `%YAML 1.2\n---\n${FILE}`,
    null: regions(" null"),
    "a secret that is none": FILE.replace("prefix: guardduty", "prefix:\n      secure: v1:abc"),
  };
}

const NAMES = Object.keys(stackFiles(""));

/** Whether `plan` and a preview of the engine judge the stack file of the seed alike. */
export function verdictTrial(seed: number): Promise<Trial> {
  return verdicts([NAMES[(seed - 1) % NAMES.length] as string]);
}

/** The same of several files, with one engine. */
export async function verdicts(names: readonly string[]): Promise<Trial> {
  const stack = await openCloudStack(exampleWorld());
  try {
    const project = await projectFolder(stack, { regions: ["us-east-1"] });
    const written = await readFile(fileOf(stack), "utf8");
    const files = stackFiles(written.slice(0, written.indexOf("config:")));
    const problems: string[] = [];
    const what: Trial["what"] = {};
    for (const name of names) {
      const { refused, preview, plan } = await judged(
        project,
        fileOf(stack),
        files[name] as string | Buffer,
      );
      what[name] = refused;
      if (preview === plan) continue;
      problems.push(
        `${name}: plan ${word(plan)} it, and a preview ${word(preview)} it: ${refused}`,
      );
    }
    return { what, problems };
  } finally {
    await stack.close();
  }
}

const word = (accepts: boolean) => (accepts ? "accepts" : "refuses");

const fileOf = ({ project: { folder } }: CloudStack) =>
  path.join(folder, "project/Pulumi.test.yaml");

async function judged(
  project: ProjectFolder,
  file: string,
  text: string | Buffer,
): Promise<{ plan: boolean; preview: boolean; refused: string }> {
  await writeFile(file, text);
  const plan = await project.command("plan");
  const { error } = await project.pulumi("preview");
  const printed = (error as { stdout?: string } | undefined)?.stdout ?? "";
  return {
    ...{ plan: plan.code !== 2, preview: error === undefined },
    refused: `${plan.printed.slice(0, 300)} ${printed.slice(-900)}`,
  };
}
