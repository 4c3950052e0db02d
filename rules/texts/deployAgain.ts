/** What sets again what was changed outside the stack. */
export const WHO =
  "Find who changed it (CloudTrail), then run pulumi refresh and pulumi up. The stack sets it again.";
