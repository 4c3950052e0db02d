/** What is wrong with a stack's configuration as a whole. */
export const STACK_TEXTS = {
  administratorOutputs: ({ stack }: { stack: string }) =>
    `stack ${stack} has no outputs regions and administratorAccountId`,
  ofAdministratorStack: ({ name }: { name: string }) =>
    `${name} belongs in the administrator's stack: a member stack deploys the detectors of its account alone, and the administrator's export has their findings`,
  ofMemberStack: ({ name }: { name: string }) =>
    `${name} belongs in a member stack: role is administrator here`,
  namespaceMistyped: ({ namespace, project }: { namespace: string; project: string }) =>
    `is a config key of namespace ${namespace}, and no program here reads it; did you mean ${project}?`,
} as const;
