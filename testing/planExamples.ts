/** Stack configs that `plan` is shown with; each has golden files of what it prints. */
export const CONFIGS: { [example: string]: string } = {
  "one-account": `
config:
  guardduty-export:regions: [us-east-1, me-south-1]
  guardduty-export:findingPublishingFrequency: FIFTEEN_MINUTES
  guardduty-export:bucket: { prefix: guardduty, retentionDays: 400 }
  guardduty-export:tags: { owner: { secure: "v1:abc" } }
`,
  organization: `
config:
  guardduty-export:regions: [us-east-1, eu-west-1]
  guardduty-export:organization:
    administrator: { accountId: "111122223333", assumeRoleArn: "arn:aws:iam::111122223333:role/deploy" }
    management: { accountId: "999900001111", profile: management }
    members: { autoEnable: ALL }
  guardduty-export:bucket:
    name: acme-findings
    account: { accountId: "444455556666", assumeRoleArn: "arn:aws:iam::444455556666:role/deploy" }
    objectLock: { mode: GOVERNANCE, days: 30 }
  guardduty-export:key: { account: { accountId: "555566667777" }, alias: alias/findings }
  guardduty-export:existing:
    eu-west-1: { detectorId: 12abc34d567e8fa901bc2d34e56789f0, destinationId: 0123456789abcdef0123456789abcdef }
  guardduty-export:providerMode: perAccount
  guardduty-export:onDestroy: delete
`,
  member: `
config:
  guardduty-export:role: member
  guardduty-export:name: member
  guardduty-export:regions: [us-east-1, eu-west-1]
  guardduty-export:account: { accountId: "222233334444" }
  guardduty-export:features: [{ name: S3_DATA_EVENTS }]
`,
};

/** The formats, and what golden files of each end with. */
export const FORMATS = { table: "txt", markdown: "md", json: "json" };
