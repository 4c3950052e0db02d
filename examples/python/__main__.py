import pulumi
import pulumi_guardduty_export as guardduty_export

findings = guardduty_export.GuardDutyExport(
    "findings",
    regions=["us-east-1", "me-south-1"],
    finding_publishing_frequency=guardduty_export.FindingPublishingFrequency.FIFTEEN_MINUTES,
    bucket=guardduty_export.ExportBucketArgs(prefix="guardduty", retention_days=400),
    tags={"team": "security"},
)

pulumi.export("findingsUri", findings.findings_uri)
pulumi.export("detectorIds", findings.detector_ids)
