import type { ServiceNotes } from "./notes";

export const iamNotes: ServiceNotes = {
  title: "IAM",
  source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_*.html",
  operations: {
    AddClientIDToOpenIDConnectProvider: {
      modelled: "a provider of the account; one that is there is no error",
    },
    AttachRolePolicy: {
      modelled: "a role of the account, a managed policy of the world; 10 at most",
    },
    AttachUserPolicy: {
      modelled: "a user of the account, a managed policy of the world; 10 at most",
    },
    CreateAccessKey: { modelled: "a user; two keys at most" },
    CreateOpenIDConnectProvider: {
      modelled: "an https URL; one of a URL; 100 of an account",
      differs: "the provider is not looked up, so thumbprints are kept as they are given",
    },
    CreatePolicy: {
      modelled:
        "a free name, the policy language of an identity, 6,144 characters; 1,500 of an account",
      differs: "one version; no description and no tags are kept",
    },
    CreateRole: {
      modelled:
        "name, path, 1,000 roles of an account; a trust policy of 2,048 characters with actions of assuming and principals that exist; sessions of 1 to 12 hours; tags",
      differs: "no permissions boundary: PutRolePermissionsBoundary sets one",
    },
    CreateUser: {
      modelled: "name, path, 5,000 users of an account; tags",
      differs: "no permissions boundary: PutUserPermissionsBoundary sets one",
    },
    DeleteAccessKey: { modelled: "a key of the user" },
    DeleteOpenIDConnectProvider: { modelled: "a provider of the account" },
    DeletePolicy: { modelled: "a policy that is attached to no identity and is no boundary" },
    DeleteRole: {
      modelled: "no inline and no attached policies left; policies that name it have its id then",
    },
    DeleteRolePermissionsBoundary: { modelled: "a role of the account" },
    DeleteRolePolicy: { modelled: "a policy of the role" },
    DeleteServiceLinkedRole: {
      modelled:
        "GuardDuty's role, which an account with a detector has; the task fails while the account has a detector in any Region",
      differs: "the task ends at once",
    },
    DeleteUser: {
      modelled:
        "no access keys, no inline and no attached policies left; policies that name it have its id then",
    },
    DeleteUserPermissionsBoundary: { modelled: "a user of the account" },
    DeleteUserPolicy: { modelled: "a policy of the user" },
    DetachRolePolicy: { modelled: "a policy that is attached to the role" },
    DetachUserPolicy: { modelled: "a policy that is attached to the user" },
    GetOpenIDConnectProvider: { modelled: "a provider of the account" },
    GetPolicy: {
      modelled: "a managed policy of the world",
      differs: "of AWS's own those alone that the world's file gives",
    },
    GetPolicyVersion: { modelled: "the one version, v1" },
    GetRole: { modelled: "a role of the account" },
    GetRolePolicy: { modelled: "a policy of the role" },
    GetServiceLinkedRoleDeletionStatus: { modelled: "a task of DeleteServiceLinkedRole" },
    GetUser: { modelled: "a user of the account" },
    GetUserPolicy: { modelled: "a policy of the user" },
    ListAccessKeys: { modelled: "a user of the account" },
    ListAttachedRolePolicies: { modelled: "a role of the account" },
    ListAttachedUserPolicies: { modelled: "a user of the account" },
    ListGroupsForUser: {
      modelled: "a user of the account",
      differs: "always empty: groups are not modelled",
    },
    ListRolePolicies: { modelled: "a role of the account" },
    ListRoles: { modelled: "the roles of the account" },
    ListUserPolicies: { modelled: "a user of the account" },
    ListUsers: { modelled: "the users of the account, without boundaries and tags" },
    PutRolePermissionsBoundary: {
      modelled: "a role of the account, a managed policy of the world: it limits the role's rights",
    },
    PutRolePolicy: {
      modelled:
        "the policy language: actions, resources, no principal; 10,240 characters of all inline policies",
    },
    PutUserPermissionsBoundary: {
      modelled: "a user of the account, a managed policy of the world: it limits the user's rights",
    },
    PutUserPolicy: {
      modelled:
        "the policy language: actions, resources, no principal; 2,048 characters of all inline policies",
    },
    RemoveClientIDFromOpenIDConnectProvider: {
      modelled: "a provider of the account; one that is not there is no error",
    },
    TagOpenIDConnectProvider: {
      modelled:
        "a provider of the account; up to 50 tags, keys once in any case, none that begins with aws:",
    },
    TagRole: { modelled: "up to 50 tags, keys once in any case, none that begins with aws:" },
    TagUser: { modelled: "up to 50 tags, keys once in any case, none that begins with aws:" },
    UntagOpenIDConnectProvider: { modelled: "a provider of the account" },
    UntagRole: { modelled: "a role of the account" },
    UntagUser: { modelled: "a user of the account" },
    UpdateAccessKey: { modelled: "a key of the user" },
    UpdateAssumeRolePolicy: { modelled: "as the trust policy of CreateRole" },
    UpdateOpenIDConnectProviderThumbprint: { modelled: "a provider of the account" },
    UpdateRole: { modelled: "sessions of 1 to 12 hours" },
    UpdateUser: { modelled: "a free name; policies that name the user have the new ARN then" },
  },
};
