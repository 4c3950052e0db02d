import { AwsDefinition } from "../resource";

export const serviceAccess: AwsDefinition = {
  token: "aws:organizations/awsServiceAccess:AwsServiceAccess",
  global: true,
  props: { servicePrincipal: { replaces: true } },

  async create({ call, inputs }) {
    const { servicePrincipal } = inputs;
    const doing = `creating Organizations AWS Service Access (${servicePrincipal})`;
    const request = { ServicePrincipal: servicePrincipal };
    await call("organizations:EnableAWSServiceAccess", request, doing);
    return servicePrincipal;
  },
  async read({ call, id }) {
    const doing = `reading Organizations AWS Service Access (${id})`;
    let NextToken: string | undefined;
    do {
      const page = await call(
        "organizations:ListAWSServiceAccessForOrganization",
        { NextToken },
        doing,
      );
      for (const { ServicePrincipal, DateEnabled } of page["EnabledServicePrincipals"]) {
        if (ServicePrincipal !== id) continue;
        return {
          servicePrincipal: id,
          dateEnabled: DateEnabled === undefined ? "" : new Date(DateEnabled).toISOString(),
        };
      }
      NextToken = page["NextToken"];
    } while (NextToken);
    return undefined;
  },
  async delete({ call, id }) {
    const doing = `deleting Organizations AWS Service Access (${id})`;
    await call("organizations:DisableAWSServiceAccess", { ServicePrincipal: id }, doing);
  },
};
