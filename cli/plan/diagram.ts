import type { Analysis } from "./analysis";

const ARROWS: { [verdict: string]: string } = {
  allowed: "-->",
  denied: '-. "denied" .->',
  undetermined: '-. "undetermined" .->',
  notChecked: '-. "not checked" .->',
  detached: '-. "detached" .-x',
};

/** The Regions and the bucket they export to, as a mermaid graph. */
export function regionDiagram(analysis: Analysis, bucket: string): string {
  const { plan, proofs } = analysis;
  const regions = plan.regions.map(({ name }) => name);
  const arrow = (region: string) => {
    const result = proofs.find((proof) => proof.region === region)?.result;
    return ARROWS[result ?? analysis.verdict] as string;
  };
  return [
    "flowchart LR",
    "  subgraph Regions",
    ...regions.map((region) => `    ${idOf(region)}["${region}"]`),
    "  end",
    `  bucket[("${label(bucket)}")]`,
    ...regions.map((region) => `  ${idOf(region)} ${arrow(region)} bucket`),
  ].join("\n");
}

function idOf(region: string): string {
  return region.replaceAll("-", "_");
}

function label(text: string): string {
  return text.replace(/[^\w .:/-]/g, (char) => `#${char.codePointAt(0)};`);
}
