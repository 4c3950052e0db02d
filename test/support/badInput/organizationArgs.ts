export const ADMINISTRATOR = "111122223333";

export const MANAGEMENT = "999900001111";

export const MEMBER = "222233334444";

export const role = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;

export const regions = ["us-east-1"];

export const administrator = { accountId: ADMINISTRATOR };

export const withOrganization = (organization: object) => ({
  regions,
  organization: { administrator, ...organization },
});

export const withMembers = (members: object) => withOrganization({ members });
