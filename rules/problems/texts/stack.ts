/** What is wrong with a stack's configuration as a whole. */
export const STACK_TEXTS = {
  administratorOutputs: ({ stack }: { stack: string }) =>
    `stack ${stack} has no outputs regions and administratorAccountId`,
} as const;
