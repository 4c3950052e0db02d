import { arnText, knownArn, parseKeyArn } from "../arn";
import type { Problem } from "../problems";
import { problem, propertyPath, remove, setLike, setTo } from "../problems";
import { partitionOf, regionBreaches, regionFacts } from "../regions";
import { exampleOf, hexId } from "./fields";
import type { Unchecked } from "./unchecked";
import { homeOf, isRecord, listAt, recordAt } from "./unchecked";

/** What only a new bucket or key can be given. */
const OF_NEW_ONES: { [holder: string]: string[] } = {
  bucket: [
    "name",
    "namePrefix",
    "retentionDays",
    "noncurrentVersionDays",
    "objectLock",
    "protection",
    "breakGlassRoleArns",
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
    ...keyLocation(args),
    ...keyAccount(args),
    ...membersWithoutDetector(args),
  ];
}

function settingsOfNewOnes(args: Unchecked, holder: string): Problem[] {
  if (recordAt(args, `${holder}.existing`) === undefined) return [];
  const given = recordAt(args, holder) as Unchecked;
  return (OF_NEW_ONES[holder] as string[])
    .filter((property) => given[property] !== undefined)
    .map((property) => `${holder}.${property}`)
    .map((path) => problem("onlyOfNew", path, remove(path), { holder }));
}

function detachedFromNothing(args: Unchecked, holder: string): Problem[] {
  const existing = recordAt(args, `${holder}.existing`);
  if (existing?.["detach"] !== true || existing["policy"] !== "external") return [];
  const path = `${holder}.existing.detach`;
  return [problem("nothingToDetach", path, remove(path))];
}

const KEY_PATH = "key.existing.arn";

/** The key is in the home Region; another partition is a problem of its own. */
function keyLocation(args: Unchecked): Problem[] {
  const arn = existingKey(args);
  const key = arn === undefined ? undefined : parseKeyArn(arn);
  const home = homeOf(args);
  const facts = typeof home === "string" ? regionFacts(home) : undefined;
  if (arn === undefined || key === undefined || facts === undefined) return [];
  const { name, partition } = facts;
  if (key.region === name || partitionOf(key.region) !== partition) return [];
  const regions = listAt(args, "regions").filter(
    (region): region is string => typeof region === "string" && regionFacts(region) !== undefined,
  );
  const near =
    regionFacts(key.region) !== undefined && regionBreaches(regions, key.region).length === 0;
  const fix = near
    ? setTo("homeRegion", key.region)
    : setLike(KEY_PATH, arnText({ ...knownArn(arn), region: name, partition }));
  return [problem("keyInOtherRegion", KEY_PATH, fix, { region: key.region, home: name })];
}

/** A key's policy is written from its own account. */
function keyAccount(args: Unchecked): Problem[] {
  const key = parseKeyArn(existingKey(args) ?? "");
  const owner = ["key.account", "bucket.account", "organization.administrator"].find(
    (path) => recordAt(args, path) !== undefined,
  );
  const accountId = owner && recordAt(args, owner)?.["accountId"];
  if (key === undefined || typeof accountId !== "string" || accountId === key.accountId) return [];
  const fix =
    owner === "key.account"
      ? setTo("key.account.accountId", key.accountId)
      : setTo("key.account", { accountId: key.accountId });
  const values = { account: key.accountId, owner: String(owner), accountId };
  return [problem("keyInOtherAccount", KEY_PATH, fix, values)];
}

function existingKey(args: Unchecked): string | undefined {
  const arn = recordAt(args, "key.existing")?.["arn"];
  return typeof arn === "string" ? arn : undefined;
}

/** A membership is known by the administrator's detector. */
function membersWithoutDetector(args: Unchecked): Problem[] {
  const existing = recordAt(args, "existing") ?? {};
  const missing = listAt(args, "regions").filter(
    (region): region is string => typeof region === "string" && existing[region] === undefined,
  );
  if (missing.length === 0) return [];
  const values = missing.map((region) => ({
    path: propertyPath(["existing", region, "detectorId"]),
    value: exampleOf(hexId),
  }));
  return listAt(args, "organization.members.accounts").flatMap((member, index) => {
    if (!isRecord(member) || member["existing"] !== true) return [];
    const path = `organization.members.accounts[${index}].existing`;
    return [problem("memberWithoutDetectors", path, { action: "set", values, exact: false })];
  });
}
