/** Where a stack's add-ons create resources: the account, and the services by their prefixes in IAM. */
export interface AddOnServices {
  account: "administrator" | "bucket";
  services: readonly string[];
}

/** By config key. */
export const ADD_ON_SERVICES: { readonly [addOn: string]: AddOnServices } = {
  readers: { account: "bucket", services: ["iam", "sqs"] },
  athena: { account: "bucket", services: ["athena", "glue", "s3"] },
  events: { account: "administrator", services: ["events", "iam", "sqs"] },
  health: {
    account: "administrator",
    services: ["cloudwatch", "events", "iam", "lambda", "logs", "scheduler", "sns", "sqs"],
  },
};
