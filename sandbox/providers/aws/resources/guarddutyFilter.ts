import { Members } from "../../../cloud/contract";
import { sameSet } from "../../resource/equality";
import { hasUnknown, Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { colonParts } from "../region";
import { Aws, AwsDefinition } from "../resource";
import { toTagMap } from "../tags";
import * as tests from "../tests";
import { tagByArn } from "./guardduty";

const title = "GuardDuty Filter";

const isNoFilter = (error: unknown): boolean =>
  isRefusal(error, "BadRequestException", "The request is rejected since no such resource found.");

export const filter: AwsDefinition = {
  token: "aws:guardduty/filter:Filter",
  props: {
    detectorId: { replaces: true },
    name: {
      replaces: true,
      autoname: { maxLength: 255 },
      test: tests.all(tests.lengthBetween(3, 64), nameText),
    },
    action: { test: tests.oneOf("NOOP", "ARCHIVE") },
    description: { test: tests.lengthBetween(0, 512) },
    findingCriteria: {
      test: boundText,
      // A set upstream: the order of fields asks for nothing.
      same: (state, input) =>
        !hasUnknown(input) &&
        sameSet(
          (state as Props | undefined)?.["criterions"],
          (input as Props | undefined)?.["criterions"],
        ),
    },
    rank: {},
  },
  tag: tagByArn,
  parseId(id) {
    filterIds(id);
    return id;
  },

  async create({ call, inputs }) {
    const request = {
      ...settingsOf(inputs),
      DetectorId: inputs["detectorId"],
      Name: inputs["name"],
      Tags: toTagMap(inputs["tagsAll"]),
    };
    const { Name } = await call("guardduty:CreateFilter", request, `creating ${title}`);
    return `${inputs["detectorId"]}:${Name}`;
  },
  async read({ call, id, arn }) {
    const ids = filterIds(id);
    const doing = `reading ${title} (${ids.FilterName})`;
    const found = await unlessGone(isNoFilter, () => call("guardduty:GetFilter", ids, doing));
    return (
      found && {
        arn: arn("guardduty", `detector/${ids.DetectorId}/filter/${ids.FilterName}`),
        detectorId: ids.DetectorId,
        name: found["Name"],
        action: found["Action"],
        description: found["Description"],
        findingCriteria: { criterions: fromCriterion(found["FindingCriteria"].Criterion) },
        rank: found["Rank"],
        tags: found["Tags"],
      }
    );
  },
  async update({ call, id, inputs, changed }) {
    const settings = ["action", "description", "findingCriteria", "rank"];
    if (!settings.map((name) => changed.has(name)).includes(true)) return;
    const request = { ...filterIds(id), ...settingsOf(inputs) };
    await call("guardduty:UpdateFilter", request, `updating ${title} ${id}`);
  },
  async delete({ call, id }) {
    const doing = `deleting ${title} ${id}`;
    await unlessGone(isNoFilter, () => call("guardduty:DeleteFilter", filterIds(id), doing));
  },
};

/** All that an update carries too. */
function settingsOf(inputs: Aws["inputs"]): Members {
  const criterions: Props[] = inputs["findingCriteria"].criterions;
  return {
    Action: inputs["action"],
    Description: inputs["description"] ?? "",
    FindingCriteria: { Criterion: Object.fromEntries(criterions.map(toCondition)) },
    Rank: inputs["rank"],
  };
}

const LISTS = ["equals", "notEquals", "matches", "notMatches"];
const BOUNDS = ["greaterThan", "greaterThanOrEqual", "lessThan", "lessThanOrEqual"];

/** Only of this field the provider takes dates. */
const DATE_FIELD = "updatedAt";

function toCondition(criterion: Props): [field: string, condition: Members] {
  const { field } = criterion;
  const member = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
  const lists = LISTS.filter((name) => criterion[name]?.length > 0);
  const bounds = BOUNDS.filter((name) => criterion[name]);
  const numberOf = (text: string): number =>
    field === DATE_FIELD ? Date.parse(text) : Number.parseInt(text, 10);
  return [
    field,
    Object.fromEntries([
      ...lists.map((name) => [member(name), criterion[name]]),
      ...bounds.map((name) => [member(name), numberOf(criterion[name])]),
    ]),
  ];
}

function fromCriterion(criterion: Members): Props[] {
  return Object.entries(criterion).map(([field, condition]: [string, Members]) => {
    const textOf = (value: number): string =>
      field === DATE_FIELD ? new Date(value).toISOString().replace(/\.\d+Z$/, "Z") : String(value);
    const entries = Object.entries(condition).map(([member, value]) => [
      member.charAt(0).toLowerCase() + member.slice(1),
      typeof value === "number" ? textOf(value) : value,
    ]);
    // A bound of zero is lost upstream.
    return { field, ...Object.fromEntries(entries.filter(([, value]) => value !== "0")) };
  });
}

function nameText(value: unknown, label: string): string | undefined {
  if (/^[a-zA-Z0-9_.-]+$/.test(String(value))) return undefined;
  return `invalid value for ${label} (only alphanumeric characters, hyphens, underscores, and periods are allowed)`;
}

/** Bounds are whole numbers or dates, as texts; a date is taken of one field, and there no number. */
function boundText(value: unknown): string | undefined {
  const criterions: Props[] = (value as Props)["criterions"] ?? [];
  for (const criterion of criterions) {
    for (const name of BOUNDS.filter((one) => criterion[one])) {
      const text: string = criterion[name];
      const isDate = /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
      const isRight = criterion["field"] === DATE_FIELD ? isDate : /^\d+$/.test(text);
      if (isRight) continue;
      const wanted = criterion["field"] === DATE_FIELD ? "an RFC 3339 date" : "a whole number";
      return `expected ${name} of ${criterion["field"]} to be ${wanted}, got ${text}`;
    }
  }
  return undefined;
}

function filterIds(id: string): { DetectorId: string; FilterName: string } {
  const [DetectorId, FilterName, ...more] = colonParts(id);
  if (!DetectorId || !FilterName || more.length > 0) {
    throw new Error(
      `GuardDuty filter ID must be of the form <Detector ID>:<Filter name>. Got "${id}".`,
    );
  }
  return { DetectorId, FilterName };
}
