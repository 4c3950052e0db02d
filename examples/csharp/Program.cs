using System.Collections.Generic;
using Pulumi;
using Pulumi.GuarddutyExport;
using Pulumi.GuarddutyExport.Inputs;

return await Deployment.RunAsync(() =>
{
    var findings = new GuardDutyExport("findings", new GuardDutyExportArgs
    {
        Regions = { "us-east-1", "me-south-1" },
        FindingPublishingFrequency = FindingPublishingFrequency.FifteenMinutes,
        Bucket = new ExportBucketArgs { Prefix = "guardduty", RetentionDays = 400 },
        Tags = { ["team"] = "security" },
    });

    return new Dictionary<string, object?>
    {
        ["findingsUri"] = findings.FindingsUri,
        ["detectorIds"] = findings.DetectorIds,
    };
});
