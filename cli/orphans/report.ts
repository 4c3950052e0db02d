import { keepKeyCommand, keyCommand } from "../../rules/texts/awsCommands";
import { propertyPath } from "../../rules/problems";
import { healthText } from "../../rules/texts/health";
import type { Report } from "../output/report";
import { listSection } from "../output/report";
import { text, value } from "../output/text";
import { counted } from "../plan/words";
import type { Found, Orphan } from "./find";

/** The report of `discover --orphans`. */
export function orphansReport(stack: string, { orphans, notChecked }: Found): Report {
  const own = orphans.filter((one) => !("use" in one && one.use === "others"));
  const unread = notChecked.map((finding) => {
    const { problem, fix } = healthText(finding);
    return `${problem}. Fix: ${fix}`;
  });
  return {
    title: text`Orphans of stack ${value(stack)}`,
    summary:
      own.length > 0
        ? {
            text: `${counted(own.length, "resource")} of the export that the state does not have`,
            tone: "bad",
          }
        : unread.length > 0
          ? { text: "not everything could be checked", tone: "open" }
          : { text: "the state has everything that AWS has of the export", tone: "good" },
    findings: own.length > 0,
    notChecked: unread.length > 0,
    sections: [
      ...listSection("Not in the stack's state", own.map(orphanText), { tone: "bad" }),
      ...listSection("Not checked", unread, { tone: "open" }),
    ],
    data: { stack, orphans: own.map((one) => ({ ...one, todo: todoOf(one) })), notChecked },
  };
}

function orphanText(orphan: Orphan): string {
  const { kind, id } = orphan;
  const where = "region" in orphan ? ` in ${orphan.region}` : "";
  return `${kind} ${id}${where}: ${WHY[whyOf(orphan)]}. ${todoOf(orphan)}`;
}

const WHY = {
  evidence: "findings are in it or encrypted under it",
  unused: "no finding is in it or encrypted under it",
  others: "it has statements of another export",
  deleting: "findings may be encrypted under it, and it is pending deletion",
  undeclared: "neither the state nor existing has it",
  identity: "its name is one that this stack generates",
};

function whyOf(orphan: Orphan): keyof typeof WHY {
  if (orphan.kind === "role" || orphan.kind === "user") return "identity";
  if (!("use" in orphan)) return "undeclared";
  return orphan.kind === "key" && isDeleting(orphan) ? "deleting" : orphan.use;
}

const isDeleting = ({ state, use }: Extract<Orphan, { kind: "key" }>) =>
  use === "evidence" && state === "PendingDeletion";

/** After an interrupted deployment, `recover` comes first: what it imports is no orphan. */
function todoOf(orphan: Orphan): string {
  const { kind, id } = orphan;
  switch (kind) {
    case "bucket":
      return orphan.use === "unused"
        ? `Run aws s3api delete-bucket --bucket ${id}`
        : `Set bucket.existing.name to ${id}, or keep it as an archive`;
    case "key":
      if (isDeleting(orphan)) return `Run ${keepKeyCommand(id)}`;
      return orphan.use === "unused"
        ? `Run ${keyCommand(id, "schedule-key-deletion")}`
        : `Set key.existing.arn to ${id}, or keep it: without it the findings cannot be decrypted`;
    case "role":
    case "user":
      return `Run guardduty-export recover if an interrupted deployment made it; otherwise delete it, unless another stack of this account has a component of the same name`;
    case "detector": {
      const path = propertyPath(["existing", orphan.region]);
      return `Run guardduty-export recover if an interrupted deployment made it; otherwise set ${path}.detectorId to ${id}`;
    }
    case "destination": {
      const { region, detectorId } = orphan;
      return `Run guardduty-export recover if an interrupted deployment made it; otherwise run aws guardduty delete-publishing-destination --region ${region} --detector-id ${detectorId} --destination-id ${id}`;
    }
  }
}
