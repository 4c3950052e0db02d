import type { ServiceNotes } from "./notes";

const PAGE = "https://learn.microsoft.com/rest/api/securityinsights/data-connectors";

export const sentinelNotes: ServiceNotes = {
  title: "Microsoft Sentinel",
  source: PAGE,
  operations: {
    CreateOrUpdateDataConnector: {
      modelled:
        "an Amazon Web Services S3 connector: role, queues, table; the right of its sessions to assume the role and to receive from the queues",
      source: `${PAGE}/create-or-update`,
      stricter: "refused while the role cannot be assumed or a queue cannot be read",
      differs: "takes no data in; the rights to bucket and key are not tried, as Sentinel does not",
    },
    DeleteDataConnector: { modelled: "a connector of the workspace", source: `${PAGE}/delete` },
    GetDataConnector: { modelled: "a connector of the workspace", source: `${PAGE}/get` },
  },
};
