/** Elements of a Deny, each malformed in one way: by element, the values and what is said of the first wrong part. */
export const MALFORMED: [what: string, elements: { [element: string]: unknown }, text: string][] = [
  ["a number as Sid", { Sid: 5 }, "Sid is 5: expected a string"],
  ["no Sid but null", { Sid: null }, "Sid is null: expected a string"],
  ["a misspelt Effect", { Effect: "deny" }, 'Effect is "deny": allowed are Allow and Deny'],
  ["no Effect", { Effect: undefined }, "Effect is missing"],
  ["no Principal", { Principal: undefined }, "Principal or NotPrincipal is missing"],
  [
    "Principal and NotPrincipal",
    { NotPrincipal: { AWS: "111122223333" } },
    "has both Principal and NotPrincipal; only one is allowed",
  ],
  [
    "a name as Principal",
    { Principal: "everyone" },
    'Principal is "everyone": expected "*" or a map such as {"Service": "guardduty.amazonaws.com"}',
  ],
  [
    "a Principal of no kind",
    { Principal: {} },
    'Principal is {}: expected "*" or a map such as {"Service": "guardduty.amazonaws.com"}',
  ],
  [
    "another kind of Principal",
    { Principal: { Account: "111122223333" } },
    'Principal.Account is "111122223333": allowed kinds are AWS, Service, Federated and CanonicalUser',
  ],
  [
    "an account with a hyphen",
    { Principal: { AWS: "1111-2222-3333" } },
    'Principal.AWS is "1111-2222-3333": it is no principal of this kind',
  ],
  [
    "a service without a domain",
    { Principal: { Service: ["guardduty.amazonaws.com", "guardduty"] } },
    'Principal.Service is "guardduty": it is no principal of this kind',
  ],
  [
    "null among principals",
    { Principal: { AWS: [null] } },
    "Principal.AWS is null: expected a string or a list of strings",
  ],
  ["no Action", { Action: undefined }, "Action or NotAction is missing"],
  ["no action in Action", { Action: [] }, "Action is []: expected a string or a list of strings"],
  [
    "another separator in Action",
    { Action: ["s3:GetObject", "s3=PutObject"] },
    'Action is "s3=PutObject": allowed are * and actions of the policy\'s service, such as s3:GetObject or kms:Decrypt',
  ],
  [
    "an action of another service",
    { Action: ["s3:GetObject", "ec2:RunInstances"] },
    'Action is "ec2:RunInstances": allowed are * and actions of the policy\'s service, such as s3:GetObject or kms:Decrypt',
  ],
  [
    "a malformed NotAction",
    { Action: undefined, NotAction: ["s3:*", "s3.GetObject"] },
    'NotAction is "s3.GetObject": allowed are * and actions of the policy\'s service, such as s3:GetObject or kms:Decrypt',
  ],
  [
    "a misspelt action",
    { Action: ["s3:DeleteObject", "s3:GetObjekt"] },
    'Action is "s3:GetObjekt": S3 has no such action as of 2026-09-26; the closest is s3:GetObject',
  ],
  [
    "a misspelt action in NotAction",
    { Action: undefined, NotAction: ["s3:*", "s3:ListBuckett"] },
    'NotAction is "s3:ListBuckett": S3 has no such action as of 2026-09-26; the closest is s3:ListBucket',
  ],
  ["a map as Action", { Action: {} }, "Action is {}: expected a string or a list of strings"],
  ["no Resource", { Resource: undefined }, "Resource or NotResource is missing"],
  [
    "a bucket's name as Resource",
    { Resource: ["arn:aws:s3:::acme-findings/*", "acme-findings/*"] },
    'Resource is "acme-findings/*": allowed are * and ARNs of what the policy is for',
  ],
  [
    "another bucket as Resource",
    { Resource: ["arn:aws:s3:::acme-findings/*", "arn:aws:s3:::acme-other/*"] },
    'Resource is "arn:aws:s3:::acme-other/*": allowed are * and ARNs of what the policy is for',
  ],
  ["a list as Condition", { Condition: [] }, "Condition is []: expected a map"],
  ["null as Condition", { Condition: null }, "Condition is null: expected a map"],
  [
    "another operator",
    { Condition: { StringIs: { "aws:SourceVpc": "vpc-1" } } },
    "Condition.StringIs: IAM has no such condition operator",
  ],
  [
    "null under an operator",
    { Condition: { StringEquals: null } },
    "Condition.StringEquals is null: expected a map",
  ],
  [
    "null as a value",
    { Condition: { StringEquals: { "aws:SourceVpc": [null] } } },
    "Condition.StringEquals.aws:SourceVpc is null: expected a string, a number, a boolean, or a list of those",
  ],
  [
    "a word as a number",
    { Condition: { NumericLessThan: { "s3:TlsVersion": "old" } } },
    'Condition.NumericLessThan.s3:TlsVersion is "old": the operator cannot compare it',
  ],
  [
    "a word as a date",
    { Condition: { DateGreaterThan: { "aws:CurrentTime": "tomorrow" } } },
    'Condition.DateGreaterThan.aws:CurrentTime is "tomorrow": the operator cannot compare it',
  ],
  [
    "a name as an address",
    { Condition: { NotIpAddressIfExists: { "aws:SourceIp": "office" } } },
    'Condition.NotIpAddressIfExists.aws:SourceIp is "office": the operator cannot compare it',
  ],
  [
    "an element that statements do not have",
    { Comment: "ours" },
    "Comment is no element of a statement",
  ],
];

/** A Deny that harms nothing, with these elements. */
export function deletingWith(elements: { [element: string]: unknown }): {
  [element: string]: unknown;
} {
  return {
    Sid: "Theirs",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:DeleteObject",
    Resource: "arn:aws:s3:::acme-findings/*",
    ...elements,
  };
}
