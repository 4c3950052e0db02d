import { AWS_MESSAGES } from "../awsMessages";
import type { Fault, Refusal } from "./types";

/** A kind of refusal: how it is known, either of it, and what it says of the Region. */
interface Kind {
  names?: RegExp;
  message?: RegExp;
  /** Whether it is AWS's answer to what was asked, and not a failure to ask. */
  seen?: true;
  reason: string;
  nextStep: string;
}

const RESTORE =
  "Run pulumi refresh and then pulumi up: the stack makes it again. Meanwhile findings stay in GuardDuty, for 90 days";

/**
 * GuardDuty refuses with one error code, so that its message tells the causes apart.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/CommonErrors.html
 */
const KINDS: readonly Kind[] = [
  {
    message: AWS_MESSAGES.detectorNotOwned,
    seen: true,
    reason: "the detector does not exist: it was deleted, or it is another account's",
    nextStep: `${RESTORE}; the findings of a deleted detector are lost`,
  },
  {
    message: AWS_MESSAGES.invalidParameters,
    seen: true,
    reason: "the publishing destination does not exist: it was deleted",
    nextStep: RESTORE,
  },
  {
    names: /^AccessDenied|^UnauthorizedOperation$/,
    reason: "the identity that asks is not allowed to",
    nextStep:
      "Allow it guardduty:GetDetector and guardduty:DescribePublishingDestination, and look for a service control policy that denies the Region",
  },
  {
    names: /^UnrecognizedClient|^InvalidClientTokenId$|^AuthFailure$|^OptInRequired$/,
    reason: "AWS does not know the credentials in the Region",
    nextStep:
      "Enable the Region for the account if it is an opt-in one, which takes session tokens of a Regional STS endpoint alone; otherwise see that the keys exist and are active",
  },
  {
    names: /^ExpiredToken|^RequestExpired$|Signature/,
    message: AWS_MESSAGES.expiredCredentials,
    reason: "the credentials have expired, or the clock is wrong",
    nextStep: "Renew the credentials and ask again",
  },
  {
    message: AWS_MESSAGES.ssoSession,
    reason: "there is no SSO session, or it has expired",
    nextStep: "Run aws sso login with the profile, and ask again",
  },
  {
    names: /^CredentialsProviderError$/,
    reason: "there are no credentials",
    nextStep: "Set AWS_PROFILE, or keys in the environment, as for AWS's own tools, and ask again",
  },
  {
    names: /^(ENOENT|EACCES)$/,
    reason: "a file of the credentials cannot be read",
    nextStep: "See which one the profile or the environment names, and ask again",
  },
  {
    names: /Throttl|^TooManyRequests|^RequestLimitExceeded$|^SlowDown$/,
    reason: "AWS throttled the calls, retries included",
    nextStep: "Ask again later; if it lasts, see what else calls GuardDuty in the account",
  },
  {
    names: /^(TimeoutError|AbortError|ETIMEDOUT|ESOCKETTIMEDOUT)$/,
    reason: "the Region did not answer in time",
    nextStep: "Ask again; if it lasts, see AWS Health and the network in between",
  },
  {
    names: /^E[A-Z_]{3,}$/,
    reason: "the Region could not be reached",
    nextStep: "See that its name and the network in between are right, and AWS Health",
  },
  {
    names: /^Internal|^ServiceUnavailable/,
    reason: "GuardDuty failed",
    nextStep: "Ask again; if it lasts, see AWS Health",
  },
];

const UNKNOWN_KIND = {
  reason: "AWS refused",
  nextStep: "See what the message says, and ask again",
};

/** What a refusal says of the Region. Only what AWS said of the resource itself counts as seen. */
export function faultOfRefusal({ name, message }: Refusal): Fault {
  const kind: Omit<Kind, "names" | "message"> =
    KINDS.find((one) => one.names?.test(name) || one.message?.test(message)) ?? UNKNOWN_KIND;
  return {
    seen: kind.seen ?? false,
    reason: kind.seen
      ? kind.reason
      : `${kind.reason} (${[name, message.trim().replace(/\s+/g, " ")].filter(Boolean).join(": ")})`,
    nextStep: kind.nextStep,
  };
}
