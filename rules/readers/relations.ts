import { isLater } from "../args";
import { exampleOf, topicArn } from "../args/fields";
import { isRecord } from "../args/unchecked";
import { parseArn } from "../arn";
import type { Fix, Problem, ProblemId, ValuesOf } from "../problems";
import { problem, remove, setLike, setTo } from "../problems";
import { regionOfQueueUrl } from "../queues";
import { regionFacts } from "../regions";
import type { ReaderPreset } from "./choices";
import {
  identityExample,
  PRINCIPALS,
  PROVIDER,
  sessionName,
  SOURCE_ARN,
  SUBJECT,
} from "./examples";
import type { IdentityKind, VendorPreset } from "./presets";
import { PRESETS } from "./presets";

export const IDENTITY_KINDS = ["role", "webIdentity", "accessKey", "service"] as const;

/** What is wrong between the arguments. */
export function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  const given = IDENTITY_KINDS.filter((kind) => args[kind] !== undefined);
  const name = args["preset"] ?? "generic";
  const preset = (
    typeof name === "string" && Object.hasOwn(PRESETS, name) ? name : "generic"
  ) as ReaderPreset;
  const known = presetIn(PRESETS[preset], partitionOfReader(args));
  const [usable] = known.identities as [IdentityKind];
  if (given.length !== 1) {
    const kept = given.find((kind) => known.identities.includes(kind)) ?? given[0];
    const fix =
      kept === undefined
        ? setLike(usable, identityExample(usable, known))
        : remove(...given.filter((kind) => kind !== kept));
    return [problem("readerIdentity", "", fix, { given, kinds: IDENTITY_KINDS })];
  }
  const [kind] = given as [IdentityKind];
  if (!known.identities.includes(kind)) {
    const value = identityExample(usable, known);
    const fix: Fix = { action: "replace", path: kind, by: usable, value };
    return [problem("identityOfPreset", kind, fix, { preset, identities: known.identities })];
  }
  const identity = args[kind];
  return [
    ...(isRecord(identity) ? IDENTITY_PROBLEMS[kind](identity, preset, known) : []),
    ...queueProblems(args, preset, known),
  ];
}

/** IAM knows no principal of another partition: of a vendor in partition aws, those elsewhere are to be given. */
function presetIn({ principalArns, ...preset }: VendorPreset, partition?: string): VendorPreset {
  const isKnown = (arn: string) =>
    partition === undefined || parseArn(arn)?.partition === partition;
  return principalArns?.every(isKnown) ? { ...preset, principalArns } : preset;
}

function partitionOfReader({ homeRegion, keyArn, topicArn: topic }: Given): string | undefined {
  if (typeof homeRegion === "string") return regionFacts(homeRegion)?.partition;
  const arn = [keyArn, topic].find((one) => typeof one === "string");
  return arn === undefined ? undefined : parseArn(arn)?.partition;
}

type IdentityProblems = (given: Given, preset: ReaderPreset, known: VendorPreset) => Problem[];
interface Given {
  [name: string]: unknown;
}

const IDENTITY_PROBLEMS: { [kind in IdentityKind]: IdentityProblems } = {
  role: ({ principalArns, externalId: id }, preset, known) => [
    ...problemIf(
      principalArns === undefined && known.principalArns === undefined,
      "principalsOfVendor",
      "role.principalArns",
      setLike("role.principalArns", PRINCIPALS),
      { preset },
    ),
    ...problemIf(
      id === undefined && known.externalId === "vendor",
      "externalIdOfVendor",
      "role.externalId",
      setLike("role.externalId", "acme"),
      { preset },
    ),
    ...problemIf(
      id !== undefined && known.externalId === "none",
      "externalIdNotSent",
      "role.externalId",
      remove("role.externalId"),
      { preset },
    ),
  ],

  webIdentity: webIdentityProblems,

  accessKey: ({ acknowledgeLongLivedKey: got }) => {
    const path = "accessKey.acknowledgeLongLivedKey";
    return problemIf(got !== true, "longLivedKey", path, setTo(path, true), { got });
  },

  service: ({ sourceArns }, preset, known) => [
    ...problemIf(
      sourceArns === undefined && known.sourceArns === true,
      "sourcesMissing",
      "service.sourceArns",
      setLike("service.sourceArns", [SOURCE_ARN]),
      { preset },
    ),
    ...problemIf(
      sourceArns !== undefined && known.sourceArns === undefined,
      "sourcesNotSent",
      "service.sourceArns",
      remove("service.sourceArns"),
      { preset },
    ),
  ],
};

function queueProblems(args: Given, preset: string, { queueActions }: VendorPreset): Problem[] {
  const { queue, topicArn: topic } = args;
  if (!isRecord(queue) || !isRecord(queue["existing"])) return [];
  const reads = queueActions.length > 0;
  const { url } = queue["existing"] as Given;
  const example = exampleOf(topicArn);
  return [
    ...problemIf(!reads, "queueNotReadByPreset", "queue", remove("queue"), { preset }),
    ...problemIf(
      reads && topic === undefined,
      "queueWithoutTopic",
      "topicArn",
      setLike("topicArn", example),
      {},
    ),
    ...(reads && typeof url === "string" ? regionProblems(url, args) : []),
  ];
}

/** A queue is subscribed in the Region of the topic: SNS has a principal of its own in each opt-in Region. */
function regionProblems(url: string, { topicArn: topic, homeRegion, keyArn }: Given): Problem[] {
  const [ofTopic, ofKey] = [topic, keyArn].map((one) =>
    typeof one === "string" ? parseArn(one) : undefined,
  );
  const home = homeRegion ?? ofTopic?.region ?? ofKey?.region;
  const region = regionOfQueueUrl(url);
  return problemIf(
    region !== undefined && typeof home === "string" && region !== home,
    "queueOfOtherRegion",
    QUEUE_PATH,
    remove("queue"),
    { region: region ?? "", home: String(home) },
  );
}

const QUEUE_PATH = "queue.existing.url";

function webIdentityProblems(
  { name, provider, audiences, subjects, sessionNames }: Given,
  preset: ReaderPreset,
  known: VendorPreset,
): Problem[] {
  const { roleNamePrefix = "", sessionNamePrefix: prefix = "" } = known;
  const bySession = prefix !== "";
  const sessions = [sessionNames].flat();
  const wrong = sessions.find(
    (one) =>
      typeof one === "string" &&
      bySession &&
      !(one.startsWith(prefix) && one.length > prefix.length),
  );
  const misnamed = typeof name === "string" && !name.startsWith(roleNamePrefix);
  const namePath = "webIdentity.name";
  const sessionsPath = "webIdentity.sessionNames";
  const sessionsLike = setLike(sessionsPath, [sessionName(prefix)]);
  return [
    ...problemIf(
      misnamed,
      "roleNamePrefix",
      namePath,
      setTo(namePath, `${roleNamePrefix}${name}`),
      {
        prefix: roleNamePrefix,
        got: name,
      },
    ),
    ...problemIf(
      provider === undefined && known.provider === undefined,
      "providerOfPreset",
      "webIdentity.provider",
      setLike("webIdentity.provider", PROVIDER),
      {},
    ),
    ...problemIf(
      audiences === undefined && known.audiences === undefined,
      "anyAudience",
      "webIdentity.audiences",
      setLike("webIdentity.audiences", ["findings"]),
      {},
    ),
    ...problemIf(
      !bySession && subjects === undefined,
      "anySubject",
      "webIdentity.subjects",
      setLike("webIdentity.subjects", [SUBJECT]),
      {},
    ),
    ...problemIf(
      !bySession && sessionNames !== undefined,
      "sessionsRestrictNothing",
      sessionsPath,
      remove(sessionsPath),
      {},
    ),
    ...problemIf(
      bySession && sessionNames === undefined,
      "sessionsMissing",
      sessionsPath,
      sessionsLike,
      { prefix, preset },
    ),
    ...problemIf(wrong !== undefined, "sessionPrefix", sessionsPath, sessionsLike, {
      prefix,
      got: wrong,
    }),
  ];
}

function problemIf<Id extends ProblemId>(
  wrong: boolean,
  id: Id,
  path: string,
  fix: Fix,
  values: ValuesOf<Id> extends undefined ? object : ValuesOf<Id>,
): Problem[] {
  return wrong ? [{ id, severity: "error", path, fix, values: values as object }] : [];
}
