import type { ServiceNotes } from "./notes";

export const kmsNotes: ServiceNotes = {
  title: "AWS KMS",
  source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_*.html",
  operations: {
    CancelKeyDeletion: {
      modelled:
        "the key's own account and policy; a key that is pending deletion, which is Disabled then",
    },
    CreateAlias: {
      modelled:
        "the key's own account and policy; the name's rules, one of a name in the Region, up to 50 of a key, a key id and no alias",
    },
    CreateGrant: {
      modelled:
        "the key's own account and policy; an enabled key; principals that exist; 50,000 grants, one of a name for equal requests; the grantee may do what it names, with the encryption context that it asks for",
      stricter: "open to the key's own account alone",
      differs: "in effect at once; a grant cannot be retired",
    },
    CreateKey: {
      modelled:
        "usages of each key spec; the policy's 32,768 bytes, principals and lockout check; tags",
      differs: "no key material: objects are kept as they are",
    },
    DeleteAlias: { modelled: "an alias of the account and Region" },
    DeleteImportedKeyMaterial: {
      modelled:
        "the key's own account and policy; a key of origin EXTERNAL, which is PendingImport then",
      differs: "the world file alone sets the origin: no material is imported",
    },
    DescribeKey: {
      modelled:
        "the key by id, ARN, alias or alias ARN in the Region of the call; its policy, of other accounts too",
    },
    DisableKey: { modelled: "the key's own account and policy; no key that is pending deletion" },
    DisableKeyRotation: {
      modelled: "the key's own account and policy; no key that is pending deletion",
    },
    EnableKey: { modelled: "the key's own account and policy; no key that is pending deletion" },
    EnableKeyRotation: {
      modelled:
        "the key's own account and policy; symmetric keys that are enabled; 90 to 2,560 days",
      differs: "nothing is rotated",
    },
    GetKeyPolicy: { modelled: "the key's own account and policy; the policy named default" },
    GetKeyRotationStatus: {
      modelled: "the key's policy, of other accounts too; symmetric keys alone",
    },
    ListAliases: { modelled: "the account's aliases in the Region, or those of a key" },
    ListGrants: { modelled: "the key's own account and policy; one grant, or those of a grantee" },
    ListKeyPolicies: {
      modelled: "the key's own account and policy; one policy",
      differs: "always `default`",
    },
    ListKeys: { modelled: "the account's keys in the Region" },
    ListResourceTags: { modelled: "the key's own account and policy; its tags" },
    PutKeyPolicy: {
      modelled:
        "the key's own account and policy; 32,768 bytes, principals that exist, the lockout check unless it is bypassed",
    },
    RevokeGrant: { modelled: "the key's own account and policy; a grant of the key" },
    ScheduleKeyDeletion: {
      differs: "at the world's clock",
      modelled:
        "the key's own account and policy; 7 to 30 days; the key is gone when they have passed",
    },
    TagResource: {
      modelled:
        "the key's own account and policy; up to 50 tags, keys once, none that begins with aws:",
    },
    UntagResource: {
      modelled: "the key's own account and policy; no key that is pending deletion",
    },
    UpdateAlias: {
      modelled:
        "the key's own account and policy; a key of the same spec and usage, up to 50 aliases of a key",
    },
    UpdateKeyDescription: { modelled: "the key's own account and policy; up to 8,192 characters" },
  },
};
