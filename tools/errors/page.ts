import * as path from "node:path";

import { format, resolveConfig } from "prettier";

import type { AnyFindingId, FindingKind, FindingLevel } from "../../rules/findings";
import { FINDINGS } from "../../rules/findings";
import { changesSection } from "./changes";
import { DESCRIPTIONS } from "./descriptions";
import { problemSections } from "./problems";

export const PAGE_FILE = path.join(__dirname, "../../docs/errors.md");

const SECTIONS: { title: string; kinds: FindingKind[]; from: string }[] = [
  {
    title: "Bucket and key policies",
    kinds: ["export", "access", "protection", "document"],
    from: "The component, `plan`, `status` and the policy pack report these.",
  },
  { title: "Configuration", kinds: ["plan"], from: "The component and `plan` report these." },
  {
    title: "Previews and updates",
    kinds: ["deployment"],
    from: "`pulumi preview` and `pulumi up` report these on the component, with the id at the end.",
  },
  {
    title: "Regions and access to AWS",
    kinds: ["region"],
    from: "`status`, `discover`, `detach`, `test` and the health check report these.",
  },
  {
    title: "Commands",
    kinds: ["command"],
    from: "`status`, `discover`, `detach` and `test` report these.",
  },
  {
    title: "Command line and files",
    kinds: ["input"],
    from: "The commands print these on stderr, with the id at the end, and end with exit code 2.",
  },
  {
    title: "Policy pack",
    kinds: ["pack"],
    from: "The [policy pack](policies.md) reports these under the names of its policies.",
  },
];

const LEVELS: { [level in FindingLevel]: string } = {
  error: "error",
  undetermined: "undetermined",
  warning: "warning",
  notChecked: "not checked",
};

const INTRODUCTION = `# Findings

Each finding has an id, a meaning and a fix. The command prints the id in parentheses at the end of the text, such as \`(detectorStatus)\`. So do the
warnings and errors of the components in \`pulumi preview\` and \`pulumi up\`. With \`--format json\`, the property is \`id\`. The text of a finding names the
values of your case. Each id is a heading of this page: link to \`errors.md#detectorstatus\`, in lower case. For errors of AWS and Pulumi, see
[Troubleshooting](troubleshooting.md).

| Level | Meaning |
| --- | --- |
| error | The export fails, or access or a protection is wrong. |
| undetermined | The result depends on what AWS does not document. |
| warning | The export works. |
| not checked | A check was not possible. |
`;

const sentence = (text: string) => (text.endsWith(".") ? text : `${text}.`);

/** docs/errors.md: every finding by what it is about, and every change of a configuration. */
export async function pageText(): Promise<string> {
  const sections = SECTIONS.map(({ title, kinds, from }) => {
    const ids = (Object.keys(FINDINGS) as AnyFindingId[]).filter((id) =>
      kinds.includes(FINDINGS[id].kind),
    );
    const entries = ids.map((id) => {
      const { meaning, fix } = DESCRIPTIONS[id];
      const levels = FINDINGS[id].levels.map((level) => LEVELS[level]).join(", ");
      return `### ${id}\n\n${sentence(meaning)}\n\n- Level: ${levels}\n- Fix: ${sentence(fix)}`;
    });
    return [`## ${title}`, from, ...entries].join("\n\n");
  });
  const text = [INTRODUCTION, ...sections, ...problemSections(), changesSection()].join("\n\n");
  return format(text, { ...(await resolveConfig(PAGE_FILE)), filepath: PAGE_FILE });
}
