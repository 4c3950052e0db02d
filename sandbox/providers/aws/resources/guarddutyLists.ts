import { isNotOwnDetector, tagByArn } from "./guardduty";
import { unlessGone } from "../errors";
import { colonParts } from "../region";
import { Aws, AwsDefinition } from "../resource";
import { toTagMap } from "../tags";
import * as tests from "../tests";
import { waitFor } from "../waiting";

/** What the two kinds of lists differ in. */
interface Kind {
  token: string;
  /** Name of the operations, and in front of `Id` of the member. */
  kind: "IPSet" | "ThreatIntelSet";
  /** Member of the API and output that is the id. */
  member: "IpSetId" | "ThreatIntelSetId";
  output: "ipSetId" | "threatIntelSetId";
  /** In texts of waiting. */
  title: string;
  arnPart: string;
  /** In the text that refuses an id. */
  idForm: string;
}

const FORMATS = ["TXT", "STIX", "OTX_CSV", "ALIEN_VAULT", "PROOF_POINT", "FIRE_EYE"];
const SETTINGS = ["name", "location", "activate"] as const;

function listType({ token, kind, member, output, title, arnPart, idForm }: Kind): AwsDefinition {
  const idsOf = (id: string): { [member: string]: string } => {
    const [DetectorId, listId, ...more] = colonParts(id);
    if (!DetectorId || !listId || more.length > 0) {
      throw new Error(
        `GuardDuty ${kind} ID must be of the form <Detector ID>:<${idForm}>, was provided: ${id}`,
      );
    }
    return { DetectorId, [member]: listId };
  };
  const waitForStatus = async (resource: Aws, id: string, wanted: string[]): Promise<void> => {
    const ask = async (): Promise<string> =>
      (await resource.call(`guardduty:Get${kind}`, idsOf(id)))["Status"];
    const isDone = (state: string): boolean => [...wanted, "ERROR"].includes(state);
    const status = await waitFor(resource, ask, isDone);
    if (wanted.includes(status)) return;
    const quoted = wanted.map((one) => `"${one}"`).join(" or ");
    throw new Error(
      `waiting for GuardDuty ${title} status to be ${quoted}: unexpected state '${status}', wanted target '${wanted.join(", ")}'. last error: %!s(<nil>)`,
    );
  };

  return {
    token,
    props: {
      activate: {},
      detectorId: { replaces: true },
      format: { replaces: true, test: tests.oneOf(...FORMATS) },
      location: {},
      name: { autoname: { maxLength: 255 } },
    },
    tag: tagByArn,
    parseId(id) {
      idsOf(id);
      return id;
    },

    /** Waits before it answers the id: a list that GuardDuty cannot read stays there, outside of the state. */
    async create(resource) {
      const { inputs, call } = resource;
      const request = {
        DetectorId: inputs["detectorId"],
        Name: inputs["name"],
        Format: inputs["format"],
        Location: inputs["location"],
        Activate: inputs["activate"],
        Tags: toTagMap(inputs["tagsAll"]),
      };
      const answer = await call(`guardduty:Create${kind}`, request, `creating GuardDuty ${kind}`);
      const id = `${inputs["detectorId"]}:${answer[member]}`;
      await waitForStatus(resource, id, ["ACTIVE", "INACTIVE"]);
      return id;
    },
    // A list that was deleted by hand reads as one that is not active.
    async read({ call, id, arn }) {
      const ids = idsOf(id);
      const { DetectorId: detectorId = "", [member]: listId = "" } = ids;
      const doing = `reading GuardDuty ${kind} (${id})`;
      const found = await unlessGone(isNotOwnDetector, () =>
        call(`guardduty:Get${kind}`, ids, doing),
      );
      return (
        found && {
          arn: arn("guardduty", `detector/${detectorId}/${arnPart}/${listId}`),
          detectorId,
          [output]: listId,
          name: found["Name"],
          format: found["Format"],
          location: found["Location"],
          activate: found["Status"] === "ACTIVE",
          tags: found["Tags"],
        }
      );
    },
    async update({ call, id, inputs, changed }) {
      const settings = SETTINGS.filter((name) => changed.has(name));
      if (settings.length === 0) return;
      const members = settings.map((name) => [
        name.charAt(0).toUpperCase() + name.slice(1),
        inputs[name],
      ]);
      const request = { ...idsOf(id), ...Object.fromEntries(members) };
      await call(`guardduty:Update${kind}`, request, `updating GuardDuty ${kind} (${id})`);
    },
    async delete(resource) {
      const { call, id } = resource;
      await call(`guardduty:Delete${kind}`, idsOf(id), `deleting GuardDuty ${kind} (${id})`);
      await waitForStatus(resource, id, ["DELETED"]);
    },
  };
}

export const ipSet = listType({
  token: "aws:guardduty/iPSet:IPSet",
  ...{ kind: "IPSet", member: "IpSetId", output: "ipSetId" },
  ...{ title: "IpSet", arnPart: "ipset", idForm: "IPSet ID" },
});

export const threatIntelSet = listType({
  token: "aws:guardduty/threatIntelSet:ThreatIntelSet",
  ...{ kind: "ThreatIntelSet", member: "ThreatIntelSetId", output: "threatIntelSetId" },
  ...{ title: "ThreatIntelSet", arnPart: "threatintelset", idForm: "ThreatIntelSet ID" },
});
