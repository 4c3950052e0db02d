import type { StackFile } from "../config/stackFile";
import type { Report, Section } from "../output/report";
import { listSection } from "../output/report";
import type { Analysis } from "./analysis";
import { regionDiagram } from "./diagram";
import { exportData } from "./exportData";
import {
  accountTable,
  adoptionSections,
  limitTable,
  targetLines,
  regionTable,
  statementSections,
} from "./exportSections";
import { resourceLines } from "./resourceLines";
import { counted, VERDICTS } from "./words";

/** What `plan` says of an export. */
export function exportReport(file: StackFile, proved: Analysis, full: boolean): Report {
  const analysis = { ...proved, notChecked: [...file.notChecked, ...proved.notChecked] };
  const { plan, findings, warnings, notChecked } = analysis;
  return {
    title: `Plan of ${file.name} in stack ${file.stack}`,
    summary: summary(analysis),
    findings: findings.length > 0,
    sections: [
      ...listSection("Findings", findings, { tone: "bad" }),
      diagram(analysis),
      ...listSection("Where findings go", targetLines(plan)),
      ...regionTable(analysis),
      ...listSection("Warnings", warnings, { tone: "open" }),
      ...listSection("Not checked", notChecked, { tone: "open" }),
      ...accountTable(plan),
      ...limitTable(analysis),
      ...adoptionSections(analysis),
      ...listSection("Add-ons (not in this plan)", addOnNames(file)),
      ...listSection("Resources", resourceLines(plan.resources, plan.providerProcesses), {
        folded: true,
      }),
      ...statementSections(analysis, full),
    ],
    data: exportData(file, analysis),
  };
}

function addOnNames({ part }: StackFile): string[] {
  return part.role === "member" || part.addOns.length === 0 ? [] : [part.addOns.join(", ")];
}

function diagram(analysis: Analysis): Section {
  const graph = regionDiagram(analysis, analysis.plan.shown.bucketName);
  return { title: "Picture", content: { kind: "diagram", graph } };
}

function summary({ plan, verdict, proofs, findings }: Analysis): Report["summary"] {
  const { sentence, tone } = VERDICTS[verdict];
  const failing = proofs.filter(({ result }) => result === verdict && verdict !== "allowed");
  const where =
    failing.length === 0 ? "" : ` from ${failing.map(({ region }) => region).join(", ")}`;
  const bucket = plan.settings.bucket.existing ? "an adopted bucket" : "a new bucket";
  const more = findings.length === 0 ? "" : `; ${counted(findings.length, "finding")}`;
  const [regions, resources] = [
    counted(plan.regions.length, "Region"),
    counted(plan.resources.length, "resource"),
  ];
  return {
    text: `${regions} to ${bucket} in ${plan.home.name}, ${resources}; ${sentence}${where}${more}`,
    tone: findings.length > 0 ? "bad" : tone,
  };
}
