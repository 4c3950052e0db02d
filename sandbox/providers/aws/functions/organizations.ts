import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { Connection } from "../connection";
import { isRefusal } from "../errors";
import { fromMembers } from "../members";
import { call } from "../call";

export async function getRegions(connection: Connection, args: Props): Promise<Props> {
  const { accountId, regionOptStatusContains } = args;
  const input = { AccountId: accountId, RegionOptStatusContains: regionOptStatusContains };
  const found = await pages(
    connection,
    "account:ListRegions",
    input,
    "Regions",
    "reading Account Regions",
  );
  return {
    accountId: accountId ?? "",
    regionOptStatusContains: regionOptStatusContains ?? [],
    regions: found.map(({ RegionName, RegionOptStatus }) => ({
      regionName: RegionName,
      regionOptStatus: RegionOptStatus,
    })),
  };
}

export async function getOrganization(connection: Connection, args: Props): Promise<Props> {
  const doing = "reading Organizations Organization";
  const { Organization } = await call(
    connection,
    connection.region,
    "organizations:DescribeOrganization",
    {},
    doing,
  );
  const organization = {
    id: Organization.Id,
    arn: Organization.Arn,
    featureSet: Organization.FeatureSet,
    masterAccountId: Organization.MasterAccountId,
    masterAccountArn: Organization.MasterAccountArn,
    masterAccountEmail: Organization.MasterAccountEmail,
    masterAccountName: "",
    ...NO_ORGANIZATION_DETAILS,
  };
  if (args["returnOrganizationOnly"]) return organization;
  const list = async (operation: string, member: string): Promise<Members[]> => {
    try {
      return await pages(connection, `organizations:${operation}`, {}, member, doing);
    } catch (error) {
      // A plain member may not list; upstream leaves its lists empty without a word.
      if (isRefusal(error, "AccessDeniedException")) return [];
      throw error;
    }
  };
  const accounts = (await list("ListAccounts", "Accounts")).map(account);
  const services = await list("ListAWSServiceAccessForOrganization", "EnabledServicePrincipals");
  const roots = await list("ListRoots", "Roots");
  const policyTypes = roots.flatMap(({ PolicyTypes }) => PolicyTypes as Members[]);
  const { masterAccountId } = organization;
  return {
    ...organization,
    masterAccountName: accounts.find(({ id }) => id === masterAccountId)?.["name"] ?? "",
    accounts,
    nonMasterAccounts: accounts.filter(({ id }) => id !== masterAccountId),
    awsServiceAccessPrincipals: services.map(({ ServicePrincipal }) => ServicePrincipal),
    roots: roots.map((one) => fromMembers(one)),
    enabledPolicyTypes: policyTypes
      .filter(({ Status }) => Status === "ENABLED")
      .map(({ Type }) => Type),
  };
}

const NO_ORGANIZATION_DETAILS = {
  accounts: [],
  nonMasterAccounts: [],
  roots: [],
  awsServiceAccessPrincipals: [],
  enabledPolicyTypes: [],
};

export async function getDelegatedAdministrators(
  connection: Connection,
  { servicePrincipal }: Props,
): Promise<Props> {
  const found = await pages(
    connection,
    "organizations:ListDelegatedAdministrators",
    { ServicePrincipal: servicePrincipal },
    "DelegatedAdministrators",
    "reading Organizations Delegated Administrators",
  );
  return {
    id: connection.caller.accountId,
    servicePrincipal,
    delegatedAdministrators: found.map((members) => ({
      ...administrator(members),
      delegationEnabledDate: date(members["DelegationEnabledDate"]),
    })),
  };
}

function account(members: Members): Props {
  return { ...administrator(members), state: members["State"] ?? members["Status"] };
}

function administrator(members: Members): Props {
  return {
    id: members["Id"],
    arn: members["Arn"],
    name: members["Name"],
    email: members["Email"],
    status: members["Status"],
    joinedMethod: members["JoinedMethod"],
    joinedTimestamp: date(members["JoinedTimestamp"]),
  };
}

function date(value: Date | string | undefined): string {
  return value === undefined ? "" : new Date(value).toISOString();
}

async function pages(
  connection: Connection,
  operation: string,
  input: Members,
  member: string,
  doing: string,
): Promise<Members[]> {
  const items: Members[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call(
      connection,
      connection.region,
      operation,
      { ...input, NextToken },
      doing,
    );
    items.push(...page[member]);
    NextToken = page["NextToken"];
  } while (NextToken);
  return items;
}
