/** The logical names of what a FindingsReader registers: a contract, as those of `rules/names.ts` are. */
export function readerNames(component: string) {
  return {
    queue: `${component}-queue`,
    deadLetterQueue: `${component}-dead-letter-queue`,
    deadLetterQueuePolicy: `${component}-dead-letter-queue-policy`,
    /** The Sid of the reader's statement in the policy of a queue that exists. */
    queueSid: `SendNewFindings${component.replace(/[^A-Za-z0-9]/g, "")}`,
    queuePolicy: `${component}-queue-policy`,
    subscription: `${component}-subscription`,
    externalId: `${component}-external-id`,
    role: `${component}-role`,
    rolePolicy: `${component}-role-policy`,
    user: `${component}-user`,
    userPolicy: `${component}-user-policy`,
    accessKey: (version: number) => `${component}-access-key-${version}`,
  };
}
