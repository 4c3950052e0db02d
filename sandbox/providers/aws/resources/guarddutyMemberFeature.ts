import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { Aws, AwsDefinition } from "../resource";
import * as tests from "../tests";
import {
  configurations,
  fromFeature,
  hasOtherNames,
  MEMBER_FEATURES,
  nameOf,
  toFeature,
} from "./guarddutyFeatures";
import { exclusively } from "./guarddutyOrganization";

const title = "GuardDuty Member Detector Feature";

export const memberDetectorFeature: AwsDefinition = {
  token: "aws:guardduty/memberDetectorFeature:MemberDetectorFeature",
  props: {
    accountId: { replaces: true, test: tests.accountId },
    detectorId: { replaces: true },
    name: nameOf(MEMBER_FEATURES),
    status: { test: tests.oneOf("ENABLED", "DISABLED") },
    additionalConfigurations: configurations(hasOtherNames),
  },

  async create(resource) {
    const { detectorId, accountId, name } = resource.inputs;
    await put(resource, `creating ${title} (${detectorId}/${accountId}/${name})`);
    return `${detectorId}/${accountId}/${name}`;
  },
  async read({ call, id }) {
    const [DetectorId = "", accountId = "", name = ""] = id.split("/");
    const doing = `reading ${title} (${id})`;
    const request = { DetectorId, AccountIds: [accountId] };
    const answer = await call("guardduty:GetMemberDetectors", request, doing);
    const [found]: Members[] = answer["MemberDataSourceConfigurations"] ?? [];
    // An account that is no member counts as gone, with its feature.
    const feature = found && fromFeature(found["Features"], id, name, "status");
    return feature && { ...feature, accountId };
  },
  async update(resource) {
    if (resource.changed.size > 0) await put(resource, `updating ${title} (${resource.id})`);
  },
  // The feature keeps the status it last had.
  delete: async () => undefined,
};

async function put({ call, inputs }: Aws, doing: string): Promise<void> {
  const { detectorId: DetectorId, accountId } = inputs;
  const Features = [toFeature(inputs as Props, "status")];
  const request = { DetectorId, AccountIds: [accountId], Features };
  const { UnprocessedAccounts = [] } = await exclusively(DetectorId, () =>
    call("guardduty:UpdateMemberDetectors", request, doing),
  );
  const [unprocessed]: Members[] = UnprocessedAccounts;
  if (unprocessed !== undefined) throw new Error(`${doing}: ${unprocessed["Result"]}`);
}
