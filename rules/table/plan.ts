import type { ResourceIdentity } from "../resources";
import { awsType, resourceIf } from "../resources";
import type { FindingsTableSettings } from "./args";
import { tableNames } from "./names";
import { QUERIES } from "./queries";

/** What a FindingsTable registers. */
export interface FindingsTablePlan {
  settings: FindingsTableSettings;
  names: ReturnType<typeof tableNames>;
  resources: ResourceIdentity[];
}

export function planTable(component: string, settings: FindingsTableSettings): FindingsTablePlan {
  const names = tableNames(component);
  const table = awsType("glue", "CatalogTable");
  const resources = [
    { type: awsType("s3", "Bucket"), name: names.results },
    { type: awsType("s3", "BucketPublicAccessBlock"), name: names.resultsPublicAccessBlock },
    {
      type: awsType("s3", "BucketServerSideEncryptionConfiguration"),
      name: names.resultsEncryption,
    },
    { type: awsType("s3", "BucketLifecycleConfiguration"), name: names.resultsLifecycle },
    { type: awsType("s3", "BucketPolicy"), name: names.resultsPolicy },
    { type: "random:index/randomId:RandomId", name: names.databaseSuffix },
    { type: awsType("glue", "CatalogDatabase"), name: names.database },
    { type: table, name: names.table },
    ...resourceIf(settings.ocsfView, table, names.ocsfView),
    { type: awsType("athena", "Workgroup"), name: names.workgroup },
    ...QUERIES.map(({ key }) => ({
      type: awsType("athena", "NamedQuery"),
      name: names.query(key),
    })),
  ];
  return { settings, names, resources };
}
