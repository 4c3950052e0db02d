import { Props } from "../../rpc";
import { isEmpty, sameValue } from "../../resource/equality";
import { fromMembers, toMembers } from "../members";
import { bucketSetting } from "./s3Setting";
import * as tests from "../tests";

const algorithm = tests.oneOf("AES256", "aws:kms", "aws:kms:dsse", "aws:fsx");

export const bucketEncryption = bucketSetting({
  token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  title: "Bucket Server-side Encryption Configuration",
  owned: true,
  props: {
    rules: {
      test: (value, _label, settings) =>
        (value as Props[])
          .map(({ applyServerSideEncryptionByDefault: by }) => by?.sseAlgorithm)
          .filter((name) => name !== undefined)
          .map((name) => algorithm(name, "sse_algorithm", settings))
          .find((text) => text !== undefined),
      same: sameRules,
    },
  },
  put: "s3:PutBucketEncryption",
  get: "s3:GetBucketEncryption",
  absent: ["ServerSideEncryptionConfigurationNotFoundError"],
  toMembers: ({ rules }) => ({
    ServerSideEncryptionConfiguration: {
      Rules: rules.map(({ blockedEncryptionTypes, ...rule }: Props) => ({
        ...toMembers(rule),
        ...(!isEmpty(blockedEncryptionTypes) && {
          BlockedEncryptionTypes: { EncryptionType: blockedEncryptionTypes },
        }),
      })),
    },
  }),
  toState: ({ ServerSideEncryptionConfiguration }) => ({
    rules: ServerSideEncryptionConfiguration.Rules.map(
      ({ BlockedEncryptionTypes, ...rule }: Props) => ({
        ...fromMembers(rule),
        ...(BlockedEncryptionTypes && {
          blockedEncryptionTypes: BlockedEncryptionTypes.EncryptionType,
        }),
      }),
    ),
  }),
  remove: (_resource, call) => call("s3:DeleteBucketEncryption"),
});

/** Encryption types that AWS blocks by itself are no difference. */
function sameRules(state: unknown, input: unknown): boolean {
  if (!Array.isArray(state) || !Array.isArray(input) || state.length !== input.length) return false;
  return input.every((rule: Props, index) => {
    const { blockedEncryptionTypes, ...old } = state[index];
    return sameValue({ blockedEncryptionTypes, ...old }, { blockedEncryptionTypes, ...rule });
  });
}
