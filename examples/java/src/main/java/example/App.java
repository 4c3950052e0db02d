package example;

import com.pulumi.Pulumi;
import com.pulumi.guarddutyexport.GuardDutyExport;
import com.pulumi.guarddutyexport.GuardDutyExportArgs;
import com.pulumi.guarddutyexport.enums.FindingPublishingFrequency;
import com.pulumi.guarddutyexport.inputs.ExportBucketArgs;
import java.util.List;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var findings = new GuardDutyExport("findings", GuardDutyExportArgs.builder()
                .regions(List.of("us-east-1", "me-south-1"))
                .findingPublishingFrequency(FindingPublishingFrequency.FifteenMinutes)
                .bucket(ExportBucketArgs.builder().prefix("guardduty").retentionDays(400.0).build())
                .tags(Map.of("team", "security"))
                .build());
            ctx.export("findingsUri", findings.findingsUri());
            ctx.export("detectorIds", findings.detectorIds());
        });
    }
}
