import { AWS_MESSAGES } from "../awsMessages";
import type { CallError, CallFailure, HealthFinding } from "./types";
import { unchecked } from "./types";

/** How a failure is known: by the name of the error, or by its message. */
const FAILURES: readonly { failure: CallFailure; names?: RegExp; message?: RegExp }[] = [
  { failure: "accessDenied", names: /^AccessDenied|^Forbidden|^UnauthorizedOperation$/ },
  {
    failure: "credentialsRejected",
    names:
      /^UnrecognizedClient|^InvalidClientTokenId$|^InvalidAccessKeyId$|^InvalidToken$|^AuthFailure$|^OptInRequired$/,
  },
  {
    failure: "credentialsExpired",
    names: /^ExpiredToken|^RequestExpired$|Signature/,
    message: AWS_MESSAGES.expiredCredentials,
  },
  { failure: "ssoSessionMissing", message: AWS_MESSAGES.ssoSession },
  { failure: "credentialsMissing", names: /^CredentialsProviderError$/ },
  { failure: "credentialsFileUnreadable", names: /^(ENOENT|EACCES)$/ },
  {
    failure: "throttled",
    names: /Throttl|^TooManyRequests|^RequestLimitExceeded$|^SlowDown$/,
  },
  { failure: "timeout", names: /^(TimeoutError|AbortError|ETIMEDOUT|ESOCKETTIMEDOUT)$/ },
  { failure: "unreachable", names: /^E[A-Z_]{3,}$/ },
  { failure: "serviceError", names: /^Internal|^ServiceUnavailable/ },
];

export function failureOf({ name, message }: CallError): CallFailure {
  const known = FAILURES.find((one) => one.names?.test(name) || one.message?.test(message));
  return known?.failure ?? "other";
}

/** A call that failed leaves what it was to check unchecked. */
export function callFailed(error: CallError, actions: readonly string[]): HealthFinding {
  return unchecked("callFailed", { failure: failureOf(error), error, actions: [...actions] });
}
