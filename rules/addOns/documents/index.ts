import { bucketArn } from "../../arn";
import { generatedName } from "../../generatedNames";
import { listBucketPolicy } from "../../lists";
import type { ExportPlan } from "../../plan/exportPlan";
import { resultsPolicy } from "../../table";
import type { AddOnsPlan } from "../plan";
import type { AddOns } from "../types";
import type { AddOnDocument, Facts } from "./document";
import { factsOf } from "./document";
import { eventDocuments } from "./events";
import { healthDocuments } from "./health";
import { malwareDocuments } from "./malware";
import { readerDocuments } from "./readers";

export { ACCOUNT_STAND_IN, EXTERNAL_ID_STAND_IN, SECRET_STAND_IN } from "./document";
export type { AddOnDocument, DocumentKind } from "./document";
export { malwareBuckets } from "./malware";

/** Every policy of the add-ons. */
export function addOnDocuments(
  exported: ExportPlan,
  component: string,
  addOns: AddOns,
  plan: AddOnsPlan,
): AddOnDocument[] {
  const facts = factsOf(exported, component);
  return [
    ...readerDocuments(facts, addOns, plan),
    ...tableDocuments(facts, plan),
    ...eventDocuments(facts, addOns, plan),
    ...listDocuments(facts, plan),
    ...malwareDocuments(facts, addOns, plan),
    ...healthDocuments(facts, addOns, plan),
  ];
}

function tableDocuments({ exported }: Facts, { athena }: AddOnsPlan): AddOnDocument[] {
  if (athena === undefined) return [];
  const { results } = athena.plan.names;
  const arn = bucketArn(exported.home.partition, generatedName(results));
  return [{ addOn: athena.key, kind: "bucketPolicy", of: results, document: resultsPolicy(arn) }];
}

function listDocuments({ exported, accountId }: Facts, { lists }: AddOnsPlan): AddOnDocument[] {
  if (lists === undefined || lists.plan.lists.length === 0) return [];
  const { bucket: of } = lists.plan.names;
  const document = listBucketPolicy(exported.home.partition, generatedName(of), accountId);
  return [{ addOn: lists.key, kind: "bucketPolicy", of, document }];
}
