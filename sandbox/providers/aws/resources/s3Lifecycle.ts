import { Members } from "../../../cloud/contract";
import { sameValue } from "../../resource/equality";
import { Props } from "../../rpc";
import { fromMembers, toMembers } from "../members";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import { bucketSetting } from "./s3Setting";

export const bucketLifecycle = bucketSetting({
  token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  title: "Bucket Lifecycle Configuration",
  owned: true,
  props: {
    rules: {
      test: (value) =>
        (value as Props[]).map((rule, index) => ruleText(rule, index)).find((text) => text),
      same: (state, input) => sameValue(state, input),
    },
    transitionDefaultMinimumObjectSize: {
      default: "all_storage_classes_128K",
      test: tests.oneOf("all_storage_classes_128K", "varies_by_storage_class"),
    },
    timeouts: { local: true },
  },
  testAll: ({ rules }) =>
    rules === undefined || rules.length === 0
      ? "Attribute rule list must contain at least 1 elements, got: 0"
      : undefined,
  put: "s3:PutBucketLifecycleConfiguration",
  get: "s3:GetBucketLifecycleConfiguration",
  absent: ["NoSuchLifecycleConfiguration"],
  toMembers: ({ rules, transitionDefaultMinimumObjectSize }) => ({
    TransitionDefaultMinimumObjectSize: transitionDefaultMinimumObjectSize,
    LifecycleConfiguration: { Rules: rules.map(toRule) },
  }),
  toState: ({ Rules, TransitionDefaultMinimumObjectSize }) => ({
    rules: Rules.map(fromRule),
    transitionDefaultMinimumObjectSize:
      TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K",
  }),
  remove: (_resource, call) => call("s3:DeleteBucketLifecycle"),
});

/** A rule that names neither a filter nor a prefix is for the whole bucket. */
function toRule({ filter, ...rule }: Props): Members {
  const members = toMembers(rule);
  if (filter === undefined)
    return rule["prefix"] ? members : { ...members, Filter: { Prefix: "" } };
  const { and, ...simple } = filter;
  const And = and && { ...toMembers({ ...and, tags: undefined }), Tags: toTagList(and.tags) };
  return { ...members, Filter: { ...toMembers(simple), ...(And && { And }) } };
}

function fromRule({ Filter, ...rule }: Members): Props {
  if (!Filter) return fromMembers(rule);
  const { And, ...simple } = Filter;
  const and = And && { ...fromMembers({ ...And, Tags: undefined }), tags: fromTagList(And.Tags) };
  return { ...fromMembers(rule), filter: { ...fromMembers(simple), ...(and && { and }) } };
}

function ruleText(
  { id, status, noncurrentVersionExpiration }: Props,
  index: number,
): string | undefined {
  const at = `rule[${index}]`;
  if (typeof id === "string" && (id.length < 1 || id.length > 255)) {
    return `Attribute ${at}.id string length must be between 1 and 255, got: ${id.length}`;
  }
  if (typeof status === "string" && !["Enabled", "Disabled"].includes(status)) {
    return `Attribute ${at}.status value must be one of: ["Enabled" "Disabled"], got: "${status}"`;
  }
  const days = noncurrentVersionExpiration?.noncurrentDays;
  if (typeof days === "number" && days < 1) {
    return `Attribute ${at}.noncurrent_version_expiration[0].noncurrent_days value must be at least 1, got: ${days}`;
  }
  return undefined;
}
