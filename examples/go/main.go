package main

import (
	guarddutyexport "example.com/pulumi-guardduty-export/sdk/go/guardduty-export"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		frequency := guarddutyexport.FindingPublishingFrequencyFifteenMinutes
		findings, err := guarddutyexport.NewGuardDutyExport(ctx, "findings", &guarddutyexport.GuardDutyExportArgs{
			Regions:                    []string{"us-east-1", "me-south-1"},
			FindingPublishingFrequency: &frequency,
			Bucket: &guarddutyexport.ExportBucketArgs{
				Prefix:        pulumi.StringRef("guardduty"),
				RetentionDays: pulumi.Float64Ref(400),
			},
			Tags: pulumi.StringMap{"team": pulumi.String("security")},
		})
		if err != nil {
			return err
		}
		ctx.Export("findingsUri", findings.FindingsUri)
		ctx.Export("detectorIds", findings.DetectorIds)
		return nil
	})
}
