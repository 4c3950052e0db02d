/** Why an identity needs an action that is not among the calls of the engine. */
export const BEYOND_TEXTS = {
  bucketRegion: "the provider looks up the Region of a bucket when S3 redirects it",
  delegation: "EnableOrganizationAdminAccount calls Organizations with the caller's permissions",
  prefixMarker:
    "S3 encrypts the prefix marker and returns its checksum with the caller's permissions on the key",
  prefixLookup:
    "GuardDuty looks up the prefix with the permissions of the identity that sets the destination",
  publicStatements:
    "the component checks before it writes a bucket policy with public statements whether S3 refuses it",
  serviceLinkedRole:
    "GuardDuty creates its service-linked role with the first detector of an account",
  listReader:
    "GuardDuty changes what its service-linked role may read with the caller's permissions",
  handlerOfType: "Cloud Control calls it for the resource type with the caller's permissions",
  tags: "the provider reads the tags of resources whose own read does not return them",
  topicKeyPolicy:
    "the stack writes the policy of a topic's key, and restores it when it was changed outside of the stack",
  aliasOfNewKey: "the stack moves the alias when it recreates a key that was deleted outside of it",
  providerReads: "the AWS provider reads them with the resource, or before it deletes it",
  functionChanges:
    "the stack changes the function when its settings or the package's version change",
  passRole: "AWS checks it when a role is given to a function, a schedule or a rule",
  existingQueuePolicy:
    "the stack merges the reader's statement into the policy of an existing queue",
  confirmedSubscription:
    "the stack deletes the subscription of an e-mail address once its owner has confirmed it",
  earlierResources:
    "the stack reads what it created earlier, where the state lost it, before it creates another",
  emptiesResults: "the stack empties the bucket of query results before it deletes it",
} as const;
