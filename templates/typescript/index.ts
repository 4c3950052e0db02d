import * as pulumi from "@pulumi/pulumi";
import { GuardDutyExport } from "guardduty-export";

const regions = new pulumi.Config()
  .require("regions")
  .split(",")
  .map((region) => region.trim());

const findings = new GuardDutyExport("findings", {
  regions,
  homeRegion: new pulumi.Config("aws").require("region"),
});

export const findingsUri = findings.findingsUri;
export const keyArn = findings.keyArn;
export const detectorIds = findings.detectorIds;
