import type { StackFile } from "../config/stackFile";
import { findingSections, kindsOf, warningSection } from "../output/findings";
import type { Report, Section } from "../output/report";
import { listSection, withUnchecked } from "../output/report";
import { text, value } from "../output/text";
import { inStack } from "../output/titles";
import type { Analysis } from "./analysis";
import { addOnFindings } from "./addOnFindings";
import { addOnDetails, addOnSections } from "./addOnSections";
import type { Picture } from "./diagram";
import { graphOf, pictureOf } from "./diagram";
import { exportData } from "./exportData";
import {
  accountTable,
  adoptionSections,
  limitTable,
  targetLines,
  regionTable,
  statementSections,
} from "./exportSections";
import type { GivenPolicies } from "./givenPolicies";
import { NO_POLICIES } from "./givenPolicies";
import { memberTable, planTable } from "./memberSections";
import { resourceLines } from "./resourceLines";
import type { WholeStack } from "./wholeStack";
import { counted, VERDICTS } from "./words";

export interface ReportOptions {
  /** Whether statements are shown as JSON. */
  full?: boolean | undefined;
  /** What the picture is compared with. */
  before?: Picture | undefined;
  /** Policies of what the stack uses and others own. Defaults to none. */
  given?: GivenPolicies | undefined;
}

/** What `plan` says of an export. */
export function exportReport(
  file: StackFile,
  proved: Analysis,
  whole: WholeStack,
  { full = false, before, given = NO_POLICIES }: ReportOptions,
): Report {
  const analysis = {
    ...proved,
    findings: [...file.notChecked, ...proved.findings, ...addOnFindings(proved, whole, given)],
  };
  const { plan, findings } = analysis;
  const { errors, open } = kindsOf(findings);
  const regions = plan.regions.length;
  return {
    title: text`Plan of ${value(file.name)} ${inStack(file)}`,
    summary: headlineOf(analysis, whole),
    findings: errors.length > 0,
    // What only AWS or another file knows is outside of a plan.
    notChecked: open.some(({ id }) => id === "policyFinding" || id === "controlPolicyDenies"),
    sections: [
      ...findingSections(errors, regions),
      diagram(analysis, whole, before),
      ...listSection("Where findings go", targetLines(plan)),
      ...regionTable(analysis),
      ...memberTable(plan.settings),
      ...planTable(plan.settings),
      ...addOnSections(plan, whole),
      ...warningSection(findings, regions),
      ...findingSections(open, regions),
      ...accountTable(plan, whole),
      ...limitTable(analysis),
      ...adoptionSections(analysis, full),
      ...listSection(
        "Resources",
        resourceLines(whole.resources, whole.providerProcesses, plan.providerChoice),
        { folded: true },
      ),
      ...statementSections(analysis, full),
      ...addOnDetails(whole),
    ],
    data: exportData(file, analysis, whole),
  };
}

function diagram(analysis: Analysis, whole: WholeStack, before: Picture | undefined): Section {
  const graph = graphOf(pictureOf(analysis, whole), before);
  return { title: "Picture", content: { kind: "diagram", graph } };
}

/** What a plan says in its first line: as bad as the worst of its findings, and how many were not checked. */
export function headlineOf(
  { plan, verdict, proofs, findings }: Analysis,
  whole: Pick<WholeStack, "resources">,
): Report["summary"] {
  const { sentence, tone } = VERDICTS[verdict];
  const failing = proofs.filter(({ result }) => result === verdict && verdict !== "allowed");
  const where =
    failing.length === 0 ? "" : ` from ${failing.map(({ region }) => region).join(", ")}`;
  const bucket = plan.settings.bucket.existing ? "an adopted bucket" : "a new bucket";
  const { errors: wrong, open } = kindsOf(findings);
  const errors = wrong.length;
  const more = errors === 0 ? "" : `; ${counted(errors, "finding")}`;
  const [regions, resources] = [
    counted(plan.regions.length, "Region"),
    counted(whole.resources.length, "resource"),
  ];
  const headline: Report["summary"] = {
    text: `${regions} to ${bucket} in ${plan.home.name}, ${resources}; ${sentence(where)}${more}`,
    tone: errors > 0 ? "bad" : tone,
  };
  return withUnchecked(headline, open.length);
}
