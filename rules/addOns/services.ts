/** Services whose resources a stack's add-ons create, and the account that they are in, by config key. */
export const ADD_ON_SERVICES: { readonly [addOn: string]: string } = {
  readers: "iam and sqs in the bucket's account",
  athena: "athena, glue and s3 in the bucket's account",
  events: "events, iam and sqs in the administrator account",
  health:
    "cloudwatch, events, iam, lambda, logs, scheduler, sns and sqs in the administrator account",
};
