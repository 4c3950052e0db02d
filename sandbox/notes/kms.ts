import type { ServiceNotes } from "./notes";

export const kmsNotes: ServiceNotes = {
  title: "AWS KMS",
  source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_*.html",
  operations: {
    CancelKeyDeletion: {},
    CreateAlias: {},
    CreateKey: { differs: "no key material: objects are kept as they are" },
    DeleteAlias: {},
    DescribeKey: {},
    DisableKey: {},
    DisableKeyRotation: {},
    EnableKey: {},
    EnableKeyRotation: { differs: "nothing is rotated" },
    GetKeyPolicy: {},
    GetKeyRotationStatus: {},
    ListAliases: {},
    ListKeyPolicies: { differs: "always `default`" },
    ListKeys: {},
    ListResourceTags: {},
    PutKeyPolicy: {},
    ScheduleKeyDeletion: {},
    TagResource: {},
    UntagResource: {},
    UpdateAlias: {},
    UpdateKeyDescription: {},
  },
};
