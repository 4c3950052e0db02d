import type { IdentityKind, VendorPreset } from "./presets";

/** The subject of a service account. */
export const SUBJECT = "104563210987654321098";
export const SOURCE_ARN = "arn:aws:osis:us-east-1:111122223333:pipeline/findings";
export const PRINCIPALS = ["arn:aws:iam::111122223333:root"];
export const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.example.com";

/** A valid identity of a kind. */
export function identityExample(kind: IdentityKind, known: VendorPreset): object {
  switch (kind) {
    case "role":
      return {
        ...(known.principalArns === undefined && { principalArns: PRINCIPALS }),
        ...(known.externalId === "vendor" && { externalId: "acme" }),
      };
    case "webIdentity":
      return {
        ...(known.provider === undefined && { provider: PROVIDER }),
        ...(known.audiences === undefined && { audiences: ["findings"] }),
        ...(known.sessionNamePrefix === undefined
          ? { subjects: [SUBJECT] }
          : { sessionNames: [sessionName(known.sessionNamePrefix)] }),
      };
    case "accessKey":
      return { acknowledgeLongLivedKey: true };
    case "service":
      return known.sourceArns === true ? { sourceArns: [SOURCE_ARN] } : {};
  }
}

export const sessionName = (prefix: string) => `${prefix}1234abcd-12ab-34cd-56ef-1234567890ab`;
