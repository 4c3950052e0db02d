import type { PolicyResource } from "@pulumi/policy";

import { hasPropertyTwice } from "../rules/adoption";
import type { PolicyDocument } from "../rules/policyDocument";
import type { PolicyName } from "../rules/proof";
import type { Value } from "./references";
import { refersTo, valueOf } from "./references";
import type { Resources } from "./types";
import { BUCKETS, KEYS } from "./types";

const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";

/** A policy of a bucket or a key, and the resource that sets it. */
export interface SetPolicy {
  of: PolicyName;
  resource: PolicyResource;
  /** The bucket or the key; undefined: it is not in the stack. */
  holder?: PolicyResource | undefined;
  document: Value<PolicyDocument>;
}

/** The setting of a bucket that is a resource of its own, such as its versioning. */
export function settingOf(bucket: PolicyResource, types: readonly string[], resources: Resources) {
  return resources.find(
    (one) =>
      types.includes(one.type) &&
      refersTo(one, "bucket", bucket, [
        ({ bucket: name }) => name as unknown,
        ({ id }) => id as unknown,
      ]),
  );
}

/** The policy of a bucket or a key of the stack, by a resource of its own or in itself; undefined when the stack sets none. */
export function policyOf(holder: PolicyResource, resources: Resources): SetPolicy | undefined {
  const of = BUCKETS.includes(holder.type) ? "bucket" : "key";
  const own = of === "bucket" ? bucketPolicyOf(holder, resources) : keyPolicyOf(holder, resources);
  return setPolicy(of, own ?? holder, holder);
}

/** Every policy of a bucket or a key that the stack sets. */
export function policiesIn(resources: Resources): SetPolicy[] {
  const holders = resources.filter(({ type }) => [...BUCKETS, ...KEYS].includes(type));
  const held = holders.flatMap((holder) => policyOf(holder, resources) ?? []);
  const others = resources.flatMap((resource) => {
    const of = ({ [BUCKET_POLICY]: "bucket", [KEY_POLICY]: "key" } as const)[resource.type];
    if (of === undefined || held.some((one) => one.resource === resource)) return [];
    return setPolicy(of, resource) ?? [];
  });
  return [...held, ...others];
}

function bucketPolicyOf(bucket: PolicyResource, resources: Resources) {
  return settingOf(bucket, [BUCKET_POLICY], resources);
}

function keyPolicyOf(key: PolicyResource, resources: Resources) {
  return resources.find(
    (one) =>
      one.type === KEY_POLICY &&
      refersTo(one, "keyId", key, [({ keyId }) => keyId as unknown, ({ arn }) => arn as unknown]),
  );
}

function setPolicy(
  of: PolicyName,
  resource: PolicyResource,
  holder?: PolicyResource,
): SetPolicy | undefined {
  const document = valueOf(() => documentIn(resource));
  if (document.unknown) return { of, resource, holder, document };
  if (document.known === undefined) return undefined;
  return { of, resource, holder, document: { known: document.known } };
}

function documentIn({ urn, props }: PolicyResource): PolicyDocument | undefined {
  const policy = props["policy"] as string | PolicyDocument | undefined;
  if (policy === undefined || policy === "") return undefined;
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  const document = JSON.parse(text) as PolicyDocument;
  if (hasPropertyTwice(text, document)) {
    throw new Error(`${urn}: the policy has an object with a property twice; expected each once`);
  }
  return document;
}
