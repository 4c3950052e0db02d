export type Family = "string" | "like" | "arn" | "numeric" | "date" | "bool" | "binary" | "ip";

/** A condition key with values that requests hold, and values that conditions want of it. */
export interface ContextKey {
  name: string;
  multivalued?: boolean;
  values: string[];
  wanted: { [family in Family]?: string[] };
}

const DETECTOR =
  "arn:aws:guardduty:us-east-1:111122223333:detector/0123456789abcdef0123456789abcdef";
const KMS_KEY = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
const ORG = "o-abc1234567";

/**
 * - Dates: epoch seconds are compared with epoch seconds only, as iam-simulate takes them for
 *   milliseconds in addition to an ISO date.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 * - No IPv4 range of length 0: iam-simulate shifts its mask by 32 bits and then matches nothing.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 * - `${*}` stands under the Like and Arn operators only, as iam-simulate keeps it as text in others.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 * - Variables in an ARN stand in its last part only, as iam-simulate cuts others at their own colon.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
export const CONTEXT_KEYS: ContextKey[] = [
  {
    name: "aws:SourceAccount",
    values: ["111122223333", "444455556666"],
    wanted: {
      string: ["111122223333", "444455556666", "${aws:PrincipalAccount}", "1111*"],
      like: ["1111*", "????55556666", "*", "${aws:PrincipalAccount}"],
      numeric: ["111122223333", "200000000000"],
    },
  },
  {
    name: "aws:SourceArn",
    values: [DETECTOR, DETECTOR, DETECTOR.replace("us-east-1", "me-south-1")],
    wanted: {
      string: [DETECTOR, "arn:aws:guardduty:*:111122223333:detector/*"],
      like: ["arn:aws:guardduty:*", "*:detector/*", "arn:aws:s3:::*", DETECTOR],
      arn: [
        DETECTOR,
        "arn:aws:guardduty:*:111122223333:detector/*",
        "arn:aws:guardduty:us-east-?:*:*",
        "arn:*:guardduty:me-south-1:111122223333:detector/*",
        "arn:aws:guardduty:*:*:${aws:PrincipalTag/kind, 'detector'}/*",
        "arn:aws:guardduty:*:*:*/${aws:PrincipalTag/team}",
        "arn:aws:s3:::acme-logs",
      ],
    },
  },
  {
    name: "aws:SecureTransport",
    values: ["true", "true", "false"],
    wanted: { bool: ["true", "false", "True"], string: ["true", "false"] },
  },
  {
    name: "aws:SourceIp",
    values: ["203.0.113.7", "198.51.100.20", "2001:db8::7"],
    wanted: {
      ip: [
        "203.0.113.0/24",
        "203.0.113.7",
        "192.0.0.0/2",
        "2001:db8::/32",
        "198.51.100.16/29",
        "::/0",
      ],
      like: ["203.*"],
    },
  },
  {
    name: "aws:CurrentTime",
    values: ["2026-03-01T12:00:00Z", "2027-01-01T00:00:00Z"],
    wanted: {
      date: [
        "2026-03-01T12:00:00Z",
        "2026-06-01",
        "2026-03-01T13:00:00+01:00",
        "2028-01-01T00:00:00.5Z",
      ],
    },
  },
  {
    name: "aws:EpochTime",
    values: ["1767225600", "1800000000"],
    wanted: { date: ["1767225600", "1790000000"], numeric: ["1767225600", "1790000000"] },
  },
  {
    name: "aws:MultiFactorAuthAge",
    values: ["30", "3600"],
    wanted: { numeric: ["30", "300", "3600", "30.0", "-1"] },
  },
  {
    name: "s3:TlsVersion",
    values: ["1.2", "1.3"],
    wanted: { numeric: ["1.2", "1.3", "1.25"], string: ["1.2"] },
  },
  {
    name: "aws:UserAgent",
    values: ["QUJD", "ZGVm", "a*b"],
    wanted: { binary: ["QUJD", "R0hJ"], like: ["a${*}b", "a${*}?", "Q*"], string: ["qujd", "a*b"] },
  },
  {
    name: "aws:PrincipalAccount",
    values: ["111122223333", "444455556666"],
    wanted: { string: ["111122223333"], like: ["111122223333", "*3333"] },
  },
  {
    name: "aws:PrincipalTag/team",
    values: ["blue", "Red", "guardduty"],
    wanted: {
      string: ["blue", "red", "${aws:PrincipalTag/color, 'Red'}", "${AWS:principaltag/TEAM}"],
      like: ["b*", "?ed", "gu*d*y"],
    },
  },
  {
    name: "aws:SourceOrgID",
    values: [ORG, "o-other00000"],
    wanted: { string: [ORG, ORG.toUpperCase()], like: ["o-*"] },
  },
  {
    name: "aws:SourceOrgPaths",
    multivalued: true,
    values: [
      `${ORG}/r-ab12/ou-ab12-11111111/`,
      `${ORG}/r-ab12/ou-ab12-22222222/`,
      "o-other00000/r-zz/",
    ],
    wanted: {
      string: [`${ORG}/r-ab12/ou-ab12-11111111/`, `${ORG}/r-ab12/ou-ab12-22222222/`],
      like: [`${ORG}/*`, "*/ou-ab12-2*", "o-?????00000/*"],
    },
  },
  {
    name: "aws:PrincipalServiceNamesList",
    multivalued: true,
    values: ["guardduty.amazonaws.com", "guardduty.us-east-1.amazonaws.com"],
    wanted: {
      string: ["guardduty.amazonaws.com", "GuardDuty.us-east-1.amazonaws.com"],
      like: ["guardduty.*", "*.us-east-1.*"],
    },
  },
  {
    name: "s3:x-amz-server-side-encryption",
    values: ["aws:kms", "aws:kms", "AES256"],
    wanted: { string: ["aws:kms", "AES256", "AWS:KMS"], like: ["aws:*"] },
  },
  {
    name: "s3:x-amz-server-side-encryption-aws-kms-key-id",
    values: [KMS_KEY, KMS_KEY.replace("1111-", "9999-")],
    wanted: {
      string: [KMS_KEY],
      like: ["arn:aws:kms:*"],
      arn: [
        KMS_KEY,
        "arn:aws:kms:*:111122223333:key/*",
        "arn:aws:kms:us-east-1:1111????3333:key/1*",
      ],
    },
  },
  {
    name: "kms:ViaService",
    values: ["s3.us-east-1.amazonaws.com"],
    wanted: { string: ["s3.us-east-1.amazonaws.com"], like: ["s3.*.amazonaws.com"] },
  },
  {
    name: "kms:EncryptionContextKeys",
    multivalued: true,
    values: ["aws:s3:arn", "purpose"],
    wanted: { string: ["aws:s3:arn", "PURPOSE"], like: ["aws:*", "p*"] },
  },
];
