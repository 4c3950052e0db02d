import type { OwnFeature } from "../../rules/args";
import type { MemberDetectorsPlan } from "../../rules/plan";
import { counted, listed, valueName } from "../../rules/texts/words";
import type { StackFile } from "../config/stackFile";
import type { Finding } from "../findings";
import { unchecked } from "../findings";
import { findingData, findingSections } from "../output/findings";
import type { Report } from "../output/report";
import { listSection, tableSection, withUnchecked } from "../output/report";
import { text, value } from "../output/text";
import { inStack } from "../output/titles";
import { resourceLines } from "./resourceLines";
import { stackResources } from "./wholeStack";

/** What `plan` says of a member account's detectors. */
export function memberReport(
  subject: Pick<StackFile, "project" | "stack" | "argsFile" | "name"> & { regionsOf?: string },
  plan: MemberDetectorsPlan,
  notChecked: Finding[],
): Report {
  const { project, stack, name, regionsOf } = subject;
  const { settings, providers, providerChoice } = plan;
  const resources = [
    ...stackResources(project, stack),
    { type: "guardduty-export:index:MemberDetectors", name },
    ...plan.resources,
  ];
  const { account, existing, features } = settings;
  const accountId = account.accountId ?? "of the credentials";
  const regions = regionsOf === undefined ? settings.regions : [];
  const open = [
    ...notChecked,
    ...(regionsOf === undefined ? [] : [unchecked("regionsNotKnown", { stack: regionsOf })]),
  ];
  const rows = regions.map((region) => {
    const adopted = existing[region];
    const detector = adopted ? { text: `adopted ${adopted.detectorId}`, like: "adopted" } : "new";
    return [region, accountId, "the administrator's", detector];
  });
  const known = regionsOf === undefined;
  const summary = known
    ? `detectors in ${counted(regions.length, "Region")} of a member account, ${counted(resources.length, "resource")}; its findings go where the administrator's export sends them`
    : `detectors of a member account in the Regions of stack ${valueName(regionsOf)}`;
  return {
    title: text`Plan of ${value(name)} ${inStack(subject)}`,
    summary: withUnchecked({ text: summary, tone: known ? "good" : "open" }, open.length),
    findings: false,
    sections: [
      ...tableSection("Regions", ["Region", "Account", "Frequency", "Detector"], rows, {
        byRegion: true,
      }),
      ...findingSections(open, regions.length),
      ...listSection("Protection plans", features.map(featureLine), { folded: true }),
      ...(known
        ? listSection("Resources", resourceLines(resources, providers.length, providerChoice), {
            folded: true,
          })
        : []),
    ],
    data: {
      ...{ stack, name, role: "member" },
      accountId: account.accountId ?? null,
      regions: known ? regions : null,
      regionsOf: regionsOf ?? null,
      adopted: existing,
      providerProcesses: known ? providers.length : null,
      providerMode: known ? providerChoice.mode : null,
      resources: known ? resources : null,
      notChecked: open.map(findingData),
    },
  };
}

function featureLine({ name, status, regions, excludeRegions }: OwnFeature): string {
  const scope =
    regions !== undefined
      ? ` in ${listed(regions)}`
      : excludeRegions === undefined
        ? ""
        : ` in every Region but ${listed(excludeRegions)}`;
  return `${name} ${status}${scope}`;
}
