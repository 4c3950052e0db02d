import { regionFacts } from "../regions";
import { parseKeyArn } from "../arn";
import type { Problem } from "./problems";
import { propertyPath } from "./problems";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt, recordAt } from "./unchecked";

/** What only a new bucket or key can be given. */
const OF_NEW_ONES: { [holder: string]: string[] } = {
  bucket: [
    "name",
    "namePrefix",
    "retentionDays",
    "noncurrentVersionDays",
    "objectLock",
    "accessLogs",
    "tags",
  ],
  key: ["alias", "description", "rotationPeriodInDays", "deletionWindowInDays", "tags"],
};

/** What is wrong with what is said to exist already. */
export function adoptionProblems(args: Unchecked): Problem[] {
  return [
    ...Object.keys(OF_NEW_ONES).flatMap((holder) => [
      ...settingsOfNewOnes(args, holder),
      ...detachedFromNothing(args, holder),
    ]),
    ...keyPlace(args),
    ...keyAccount(args),
    ...membersWithoutDetector(args),
  ];
}

function settingsOfNewOnes(args: Unchecked, holder: string): Problem[] {
  if (recordAt(args, `${holder}.existing`) === undefined) return [];
  const given = recordAt(args, holder) as Unchecked;
  return (OF_NEW_ONES[holder] as string[])
    .filter((property) => given[property] !== undefined)
    .map((property) => ({
      path: `${holder}.${property}`,
      reason: `is for a new ${holder}, and nothing but the policy of an existing one is touched; take it out, or take out ${holder}.existing`,
    }));
}

function detachedFromNothing(args: Unchecked, holder: string): Problem[] {
  const existing = recordAt(args, `${holder}.existing`);
  if (existing?.["detach"] !== true || existing["policy"] !== "external") return [];
  const reason =
    "takes out what was merged, and with policy external nothing is; leave one of them out";
  return [{ path: `${holder}.existing.detach`, reason }];
}

/** The key is in the home Region, and with it in its partition. */
function keyPlace(args: Unchecked): Problem[] {
  const key = existingKey(args);
  const home = args["homeRegion"] ?? listAt(args, "regions")[0];
  const facts = typeof home === "string" ? regionFacts(home) : undefined;
  if (key === undefined || facts === undefined) return [];
  const { name, partition } = facts;
  const problem = (reason: string) => [{ path: "key.existing.arn", reason }];
  if (key.region !== name) {
    const near = regionFacts(key.region)?.partition === partition;
    const mend = near
      ? `set homeRegion to ${key.region}, or give a key of ${name}`
      : `give a key of ${name}`;
    return problem(`is in ${key.region}, and the home Region is ${name}; ${mend}`);
  }
  if (key.partition === partition) return [];
  return problem(
    `is in partition ${key.partition}, and ${name} is in ${partition}; start it with arn:${partition}:`,
  );
}

/** A key's policy is written from its own account. */
function keyAccount(args: Unchecked): Problem[] {
  const key = existingKey(args);
  const owner = ["key.account", "bucket.account", "organization.administrator"].find(
    (path) => recordAt(args, path) !== undefined,
  );
  const said = owner && recordAt(args, owner)?.["accountId"];
  if (key === undefined || typeof said !== "string" || said === key.accountId) return [];
  const reason = `is in account ${key.accountId}, and ${owner} is ${said}; set key.account to account ${key.accountId}`;
  return [{ path: "key.existing.arn", reason }];
}

function existingKey(args: Unchecked) {
  const arn = recordAt(args, "key.existing")?.["arn"];
  return typeof arn === "string" ? parseKeyArn(arn) : undefined;
}

/** A membership is known by the administrator's detector. */
function membersWithoutDetector(args: Unchecked): Problem[] {
  const existing = recordAt(args, "existing") ?? {};
  const missing = listAt(args, "regions").filter(
    (region): region is string => typeof region === "string" && existing[region] === undefined,
  );
  if (missing.length === 0) return [];
  const paths = missing.map((region) => propertyPath(["existing", region, "detectorId"]));
  return listAt(args, "organization.members.accounts").flatMap((member, index) => {
    if (!isRecord(member) || member["existing"] !== true) return [];
    const reason = `is imported by the administrator's detector in each Region; give ${paths.join(", ")}`;
    return [{ path: `organization.members.accounts[${index}].existing`, reason }];
  });
}
