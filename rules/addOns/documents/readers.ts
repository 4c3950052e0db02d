import { arnOf } from "../../arn";
import { generatedName } from "../../generatedNames";
import type { OneOrMany } from "../../policyDocument";
import { queueArnOfUrl } from "../../queues";
import type { ReaderSettings, TrustArgs } from "../../readers";
import {
  findingsLocation,
  identityTrust,
  PRESETS,
  queuePolicy,
  queueStatement,
  readerPolicy,
} from "../../readers";
import type { AddOnsPlan } from "../plan";
import type { AddOns } from "../types";
import type { AddOnDocument, Facts } from "./document";
import {
  EXTERNAL_ID_STAND_IN,
  known,
  queueDocument,
  SECRET_STAND_IN,
  single,
  tlsOnlyQueue,
} from "./document";

const SECRET_ARN = ["arn", "aws", ...Array<string>(4).fill(SECRET_STAND_IN)].join(":");

/** What identities of readers may do and who may take them, and the policies of their queues. */
export function readerDocuments(facts: Facts, addOns: AddOns, plan: AddOnsPlan): AddOnDocument[] {
  const { findingsUri, keyArn, topicArn } = facts;
  return [...plan.readers].flatMap(([name, { key: addOn, plan: reader }]): AddOnDocument[] => {
    const { settings, names, queue } = reader;
    const args = readerArgs(addOns, name);
    const url = args.queue?.existing?.url;
    const queueArn = queueArnOf(facts, args, names.queue);
    const trust = identityTrust(settings, trustArgs(settings, args));
    const actions = PRESETS[settings.preset].queueActions;
    const rights = readerPolicy(
      findingsLocation(findingsUri, keyArn),
      settings.deletesAfterTransfer,
      queue && { queueArn, actions },
    );
    return [
      ...(trust ? [{ addOn, kind: "trust" as const, of: names.role, document: trust }] : []),
      { addOn, kind: "rights", of: trust ? names.role : names.user, document: rights },
      ...(queue === "own" ? [tlsOnlyQueue(addOn, names.deadLetterQueue, homeOf(facts))] : []),
      ...(queue === "own"
        ? [queueDocument(addOn, names.queue, queuePolicy(queueArn, topicArn))]
        : []),
      ...(queue === "merge" || queue === "external"
        ? [
            {
              addOn,
              kind: "statements" as const,
              of: url ?? queueArn,
              document: single(queueStatement(names.queueSid, queueArn, topicArn)),
            },
          ]
        : []),
    ];
  });
}

/** The ARNs of the readers' queues, and of those that readers make with their dead-letter queues. */
export function readersQueues(
  facts: Facts,
  addOns: AddOns,
  { readers }: Pick<AddOnsPlan, "readers">,
): { queueArns: string[]; ownQueueArns: string[] } {
  const queues = [...readers].flatMap(([name, { plan }]) => {
    const { queue, names } = plan;
    if (queue === undefined) return [];
    const arn = queueArnOf(facts, readerArgs(addOns, name), names.queue);
    const deadLetters = arnOf("sqs", homeOf(facts), generatedName(names.deadLetterQueue));
    return [{ arn, own: queue === "own" ? [arn, deadLetters] : [] }];
  });
  return {
    queueArns: queues.map(({ arn }) => arn),
    ownQueueArns: queues.flatMap(({ own }) => own),
  };
}

function queueArnOf(facts: Facts, { queue }: ReaderArgs, logicalName: string): string {
  const home = homeOf(facts);
  const url = queue?.existing?.url;
  if (url === undefined) return arnOf("sqs", home, generatedName(logicalName));
  return url === SECRET_STAND_IN ? url : queueArnOfUrl(url, home.region);
}

/** Queues are where the bucket is. */
const homeOf = ({ exported, bucketAccountId }: Facts) => ({
  region: exported.home.name,
  accountId: bucketAccountId,
});

const readerArgs = ({ readers }: AddOns, name: string) => known(readers[name]) as ReaderArgs;

interface ReaderArgs extends TrustArgs {
  queue?: { existing?: { url: string } };
}

/** What a trust is made of; a list may be a secret as a whole. */
function trustArgs({ generatesExternalId }: ReaderSettings, args: ReaderArgs): TrustArgs {
  const { role, webIdentity, service } = args;
  const { audiences, subjects, sessionNames } = webIdentity ?? {};
  return {
    role: role && {
      principalArns: list(role.principalArns),
      externalId: generatesExternalId ? EXTERNAL_ID_STAND_IN : role.externalId,
    },
    webIdentity: webIdentity && {
      ...webIdentity,
      audiences: list(audiences),
      subjects: list(subjects),
      sessionNames: list(sessionNames),
    },
    service: service && {
      sourceArns: list(service.sourceArns)?.map((arn) =>
        arn === SECRET_STAND_IN ? SECRET_ARN : arn,
      ),
    },
  };
}

const list = (value: OneOrMany<string> | readonly string[] | undefined): string[] | undefined =>
  value === undefined ? undefined : [value].flat();
