/**
 * The logical names of everything a component registers: the contract that a Pulumi state rests on.
 * They come from the component's name and the Region alone; changing one replaces resources of every user.
 */
export function logicalNames(component: string) {
  return {
    accountProvider: (account: string) => `${component}-${account}`,
    regionProvider: (account: string, region: string) => `${component}-${account}-${region}`,
    bucketSuffix: `${component}-bucket-suffix`,
    bucket: `${component}-bucket`,
    bucketPublicAccessBlock: `${component}-bucket-public-access-block`,
    bucketOwnershipControls: `${component}-bucket-ownership-controls`,
    bucketEncryption: `${component}-bucket-encryption`,
    bucketVersioning: `${component}-bucket-versioning`,
    bucketLifecycle: `${component}-bucket-lifecycle`,
    bucketObjectLock: `${component}-bucket-object-lock`,
    bucketLogging: `${component}-bucket-logging`,
    bucketPolicy: `${component}-bucket-policy`,
    notificationsKey: `${component}-notifications-key`,
    notificationsTopic: `${component}-notifications-topic`,
    notificationsTopicPolicy: `${component}-notifications-topic-policy`,
    bucketNotification: `${component}-bucket-notification`,
    prefixMarker: `${component}-prefix-marker`,
    key: `${component}-key`,
    keyAlias: `${component}-key-alias`,
    keyPolicy: `${component}-key-policy`,
    detector: (region: string) => `${component}-detector-${region}`,
    destination: (region: string) => `${component}-destination-${region}`,
    destinationAsItIs: (region: string) => `${component}-destination-as-it-is-${region}`,
    feature: (feature: string, region: string) => `${component}-feature-${feature}-${region}`,
    managementDetector: (region: string) => `${component}-management-detector-${region}`,
    malwareProtectionAccess: `${component}-malware-protection-access`,
    delegation: (region: string) => `${component}-delegation-${region}`,
    members: (region: string) => `${component}-members-${region}`,
    membersFeature: (feature: string, region: string) =>
      `${component}-members-feature-${feature}-${region}`,
    member: (accountId: string, region: string) => `${component}-member-${accountId}-${region}`,
    memberFeature: (accountId: string, feature: string, region: string) =>
      `${component}-member-${accountId}-feature-${feature}-${region}`,
    invitation: (region: string) => `${component}-invitation-${region}`,
  };
}

export type LogicalNames = ReturnType<typeof logicalNames>;
