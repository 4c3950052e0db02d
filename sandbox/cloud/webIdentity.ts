import type { World } from "../world";
import { AwsError, type Caller } from "./contract";
import { providerArn } from "./iam/oidcProviders";

/** Whom a token of an identity provider stands for. */
export interface Identity {
  /** As trust policies name the provider: its ARN, or the name of one that IAM knows by itself. */
  principal: string;
  provider: string;
  subject: string;
  audience: string;
  /** Condition keys: `<provider>:sub` and so on. */
  keys: { [key: string]: string };
}

/** Providers that need no resource in the account. */
const BUILT_IN = new Set(["accounts.google.com"]);

/**
 * The identity of a token: a JSON Web Token whose signature is not looked at. The provider has to be one of the
 * account's or built in, and the audience one that it accepts.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function identityOf(
  world: World,
  location: Pick<Caller, "accountId" | "region">,
  token: string,
  now: Date,
): Identity {
  const { iss, sub, aud, azp, exp } = claimsOf(token);
  if (exp !== undefined && exp * 1000 <= now.getTime()) {
    throw new AwsError("ExpiredTokenException", "Token expired");
  }
  const name = String(iss).replace(/^https:\/\//, "");
  const principal = BUILT_IN.has(name) ? name : providerArn(location, String(iss));
  // Google's tokens hold the audience of the caller in addition to that of the token.
  const audience = String(azp ?? aud);
  const provider = world.oidcProviders[principal];
  if (!BUILT_IN.has(name)) {
    if (provider === undefined) {
      throw invalidToken(`No OpenIDConnect provider found in your account for https://${name}`);
    }
    if (!provider.clientIds.includes(audience)) throw invalidToken("Incorrect token audience");
  }
  return {
    principal,
    provider: principal,
    subject: String(sub),
    audience,
    keys: {
      [`${name}:sub`]: String(sub),
      [`${name}:aud`]: audience,
      ...(BUILT_IN.has(name) && { [`${name}:oaud`]: String(aud) }),
    },
  };
}

interface Claims {
  iss?: string;
  sub?: string;
  aud?: string;
  azp?: string;
  /** Seconds of the epoch. */
  exp?: number;
}

function claimsOf(token: string): Claims {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    if (claims.iss !== undefined && claims.sub !== undefined) return claims;
  } catch {
    // The refusal below says it.
  }
  throw invalidToken(
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
  );
}

function invalidToken(message: string): AwsError {
  return new AwsError("InvalidIdentityToken", message);
}
