import type { CallFailure } from "../health/types";

/** Why AWS did not answer a call, and what to do. */
export const CALL_FAILURES: {
  [failure in CallFailure]: { problem: string; fix: (actions: string) => string };
} = {
  accessDenied: {
    problem: "access denied",
    fix: (actions) =>
      `Allow ${actions} for this identity, and check for service control policies and other policies that deny it.`,
  },
  credentialsRejected: {
    problem: "AWS rejects the credentials in this Region",
    fix: () =>
      "If it is an opt-in Region, enable it for the account and use a Regional STS endpoint. Otherwise check that the access key exists and is active.",
  },
  credentialsExpired: {
    problem: "the credentials have expired, or the clock is wrong",
    fix: () => "Renew the credentials and run the command again.",
  },
  ssoSessionMissing: {
    problem: "the SSO session is missing or has expired",
    fix: () => "Run aws sso login with the profile, then run the command again.",
  },
  credentialsMissing: {
    problem: "no credentials found",
    fix: () => "Set AWS_PROFILE or the access key variables, as for the AWS CLI.",
  },
  credentialsFileUnreadable: {
    problem: "a credentials file cannot be read",
    fix: () => "Check the file that the profile or the environment names.",
  },
  throttled: {
    problem: "AWS throttled the calls, retries included",
    fix: () => "Run it again later. If this lasts, check what else calls this API in the account.",
  },
  timeout: {
    problem: "no answer in time",
    fix: () => "Run it again. If this lasts, check AWS Health and the network.",
  },
  unreachable: {
    problem: "the endpoint cannot be reached",
    fix: () => "Check the Region's name, the network and AWS Health.",
  },
  serviceError: {
    problem: "AWS failed",
    fix: () => "Run it again. If this lasts, check AWS Health.",
  },
  other: {
    problem: "AWS refused the call",
    fix: () => "Correct what AWS's message names, then run the command again.",
  },
};
