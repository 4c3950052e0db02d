import { arnPattern, parseS3Arn } from "../arn";
import { glob, toPattern } from "../evaluator";
import type { Grant } from "./grants";

/** Something that is deployed, as a state has it. */
export interface DeployedResource {
  /** Its logical name. */
  name: string;
  arn: string;
}

/** Actions that something is created with, in addition to those that begin with `Create`. */
const CREATES = [
  "guardduty:EnableOrganizationAdminAccount",
  "guardduty:InviteMembers",
  // Before a detector or destination is created or adopted.
  "guardduty:ListDetectors",
  "guardduty:ListPublishingDestinations",
  "sns:Subscribe",
];

/**
 * What is left of grants for updating, refreshing and destroying what is deployed: a pattern becomes the ARNs that it stands for,
 * so that no tag and no Region has to limit it, and what only a creation needs is left out.
 */
export function deployedGrants(grants: Grant[], deployed: readonly DeployedResource[]): Grant[] {
  return grants
    .filter(({ creates }) => creates !== true)
    .map((grant) => narrowed(withoutCreation(grant), deployed))
    .filter(
      ({ actions, beyond = [], resources }) =>
        actions.length + beyond.length > 0 && resources.length > 0,
    );
}

function withoutCreation({ beyond, ...grant }: Grant): Grant {
  const stays = (action: string) => !/^[\w-]+:Create/.test(action) && !CREATES.includes(action);
  return {
    ...grant,
    actions: grant.actions.filter(stays),
    ...(beyond && { beyond: beyond.filter(stays) }),
  };
}

function narrowed(grant: Grant, deployed: readonly DeployedResource[]): Grant {
  const { resources, ofAll, names, regions: _named, onlyWhere: _limited, ...rest } = grant;
  if (ofAll || resources.includes("*")) return grant;
  const arns = deployed
    .filter(({ name }) => names === undefined || names.includes(name))
    .map(({ arn }) => arn);
  return { ...rest, resources: [...new Set(resources.flatMap((one) => exact(one, arns)))].sort() };
}

function exact(pattern: string, arns: readonly string[]): string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const objects = parseS3Arn(pattern);
  if (objects !== undefined && objects.key !== "") {
    const bucket = pattern.slice(0, -objects.key.length - 1);
    return exact(bucket, arns).map((arn) => `${arn}/${objects.key}`);
  }
  return arns.filter((arn) => glob(toPattern(pattern), arn)).flatMap(withVariants);
}

const LOG_GROUP = arnPattern("logs", "log-group:[^:]+");

/** IAM asks for a log group under its ARN with `:*` in some of the calls. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html */
function withVariants(arn: string): string[] {
  return LOG_GROUP.test(arn) ? [arn, `${arn}:*`] : [arn];
}
