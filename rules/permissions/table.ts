import { bucketArn } from "../arn";
import { databaseName } from "../table";
import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";
import { resultsBucketGrants } from "./resultsBucket";
import { earlierGrant } from "./sharedGrants";

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html */
export function tableGrants(scope: Scope): Grant[] {
  const database = databaseName(scope.name, "*");
  const glue = (resource: string) => arnIn("glue", scope, resource);
  return [
    {
      purpose: "Workgroup",
      actions: [
        "athena:CreateNamedQuery",
        "athena:CreateWorkGroup",
        "athena:DeleteNamedQuery",
        "athena:DeleteWorkGroup",
        "athena:GetNamedQuery",
        "athena:GetWorkGroup",
        "athena:ListTagsForResource",
        "athena:TagResource",
        "athena:UntagResource",
        "athena:UpdateWorkGroup",
      ],
      resources: [arnIn("athena", scope, `workgroup/${scope.name}-*`)],
    },
    {
      purpose: "Catalog",
      actions: [
        "glue:CreateDatabase",
        "glue:CreateTable",
        "glue:DeleteDatabase",
        "glue:DeleteTable",
        "glue:GetDatabase",
        "glue:GetTable",
        "glue:GetTags",
        "glue:TagResource",
        "glue:UntagResource",
        "glue:UpdateTable",
      ],
      resources: [glue("catalog"), glue(`database/${database}`), glue(`table/${database}/*`)],
    },
    earlierGrant("s3:ListAllMyBuckets"),
    ...resultsBucketGrants(bucketArn(scope.partition, `${scope.name}-results-???????`)),
  ];
}
