import { FindingsTable, GuardDutyExport } from "guardduty-export";

const regions = ["us-east-1", "eu-west-1"];
const members = ["222233334444", "555566667777"];

const findings = new GuardDutyExport("findings", { regions });

const table = new FindingsTable("investigation", {
  findingsUri: findings.findingsUri,
  accounts: [findings.administratorAccountId, ...members],
  regions,
  since: "2026-01-31",
});

/** Where the named queries are: in this workgroup of Athena. */
export const workgroup = table.workgroupName;
