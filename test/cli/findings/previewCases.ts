import type { Existing } from "../../../testing/existing";
import { existingMocks } from "../../../testing/existing";
import { recordExport } from "../../../testing/exports";
import { KEY_ARN } from "../../../testing/logArchive";
import { foundByPlan } from "./planCommandCases";
import type { FixCase } from "./fixCase";
import { distinct } from "./fixCase";

const BUCKET = { regions: ["us-east-1"], bucket: { existing: { name: "acme-logs" } } };
const KEY = { regions: ["us-east-1"], key: { existing: { arn: KEY_ARN } } };

/** What `plan` leaves to the preview, and a state that a preview which checks it refuses. */
const CASES: { what: string; args: object; refused: Existing }[] = [
  { what: "the bucket's", args: BUCKET, refused: { bucketRegion: "eu-west-1" } },
  { what: "the key's", args: KEY, refused: { keyState: "Disabled" } },
];

/** How many errors a preview has. */
async function refusals(args: object, existing: Existing): Promise<number> {
  const { errors } = await recordExport(args as never, {
    ...{ preview: true, mocks: existingMocks(existing), keepErrors: true },
  });
  return errors.length;
}

/** The finding is gone where a preview accepts what can be used and refuses what cannot. */
async function afterPreview(args: object, refused: Existing): Promise<string[]> {
  const [accepted, rejected] = [await refusals(args, {}), await refusals(args, refused)];
  return accepted === 0 && rejected > 0 ? [] : ["holderNotRead"];
}

export const previewCases: FixCase[] = CASES.map(({ what, args, refused }) => ({
  ...{ id: "holderNotRead", what, says: "Run pulumi preview" },
  causes: ["policyNotGiven"],
  run: async () => {
    const found = await foundByPlan({ config: args }, "controlPoliciesNotRead");
    return {
      before: distinct(found.map(({ id }) => id)),
      fix: found.find(({ id }) => id === "holderNotRead")?.fix ?? "",
      after: await afterPreview(args, refused),
    };
  },
}));
