import { Members } from "../../../cloud/contract";
import { sameValue } from "../../resource/equality";
import { Props } from "../../rpc";
import { Connection } from "../connection";
import { fromMembers, toMembers } from "../members";
import * as tests from "../tests";

/** The configuration of a workgroup, which has names of its own in the API. */

const defaults = {
  enforceWorkgroupConfiguration: true,
  publishCloudwatchMetricsEnabled: true,
  requesterPaysEnabled: false,
};

export function configurationMembers(configuration: Props | undefined): Members {
  const { publishCloudwatchMetricsEnabled, ...rest } = { ...defaults, ...configuration };
  const { EnforceWorkgroupConfiguration, BytesScannedCutoffPerQuery, ...members } = toMembers(rest);
  return {
    ...members,
    EnforceWorkGroupConfiguration: EnforceWorkgroupConfiguration,
    PublishCloudWatchMetricsEnabled: publishCloudwatchMetricsEnabled,
    BytesScannedCutoffPerQuery: BytesScannedCutoffPerQuery || undefined,
    ...(members["ResultConfiguration"] && {
      ResultConfiguration: resultMembers(members["ResultConfiguration"]),
    }),
  };
}

/** The key of results is called otherwise than elsewhere. */
function resultMembers({ EncryptionConfiguration: encryption, ...result }: Members): Members {
  if (encryption === undefined) return result;
  const { KmsKeyArn: KmsKey, ...rest } = encryption;
  return { ...result, EncryptionConfiguration: { ...rest, KmsKey } };
}

export function configurationState(members: Members): Props {
  const {
    enforceWorkGroupConfiguration,
    publishCloudWatchMetricsEnabled,
    bytesScannedCutoffPerQuery = 0,
    resultConfiguration,
    ...rest
  } = fromMembers(members);
  const { kmsKey: kmsKeyArn, ...encryption } = resultConfiguration?.encryptionConfiguration ?? {};
  return {
    ...rest,
    bytesScannedCutoffPerQuery,
    enforceWorkgroupConfiguration: enforceWorkGroupConfiguration,
    publishCloudwatchMetricsEnabled: publishCloudWatchMetricsEnabled,
    ...(resultConfiguration && {
      resultConfiguration: {
        ...resultConfiguration,
        ...(resultConfiguration.encryptionConfiguration && {
          encryptionConfiguration: { ...encryption, ...(kmsKeyArn && { kmsKeyArn }) },
        }),
      },
    }),
  };
}

export function configurationTest(
  value: unknown,
  label: string,
  settings: Connection,
): string | undefined {
  const { bytesScannedCutoffPerQuery: cutoff = 0, resultConfiguration } = value as Props;
  if (cutoff !== 0 && cutoff < 10_485_760) {
    return `expected ${label}.0.bytes_scanned_cutoff_per_query to be at least (10485760), got ${cutoff}`;
  }
  const option = resultConfiguration?.encryptionConfiguration?.encryptionOption;
  if (option === undefined) return undefined;
  const path = "result_configuration.0.encryption_configuration.0.encryption_option";
  return tests.oneOf("SSE_S3", "SSE_KMS", "CSE_KMS")(option, `${label}.0.${path}`, settings);
}

/** What the program leaves out has its default. */
export function sameConfiguration(state: unknown, input: unknown): boolean {
  const [olds, news] = [state, input].map((value) => configurationMembers((value ?? {}) as Props));
  return sameValue(olds, news);
}
