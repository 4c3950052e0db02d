import type { ExistingDetectorSettings, ExportSettings } from "../../../rules/args";
import { exportHolders, readArgs, sharedDetectorProblems } from "../../../rules/args";
import * as preflight from "../../../rules/preflight";
import type { BadCheck } from "./case";
import { DESTINATION, DETECTOR, KEY, OTHER } from "./checked";

const detector = (found: preflight.FoundDetector, more: object = {}): BadCheck => ({
  args: { existing: { "us-east-1": { detectorId: DETECTOR, ...more } } },
  aws: {},
  find: ({ args }) =>
    Object.entries(args["existing"] as { [region: string]: ExistingDetectorSettings }).flatMap(
      ([region, settings]) => preflight.detectorProblems(region, settings, found),
    ),
});

const redirection = { destinationArn: "arn:aws:s3:::acme", keyArn: KEY };

/** Of the account and Region that the component is about to create a detector in. */
const undeclared = (
  account: "administrator" | "management",
  args: object,
  destination?: preflight.FoundDestination,
): BadCheck => ({
  args: { ...args },
  aws: { found: DETECTOR },
  find: ({ args: now, aws }) => {
    const { existing = {}, organization } = now as {
      existing?: { [region: string]: object };
      organization?: { management?: { detector?: boolean } };
    };
    const creates =
      account === "management"
        ? organization?.management?.detector === true
        : existing["us-east-1"] === undefined;
    if (!creates) return [];
    const found = aws["found"] as string;
    return [preflight.undeclaredDetectorProblem(account, "us-east-1", found, destination)];
  },
});

type Existing = { [region: string]: { detectorId: string; destinationId?: string } };

/** An existing destination of which GuardDuty lists these. */
const destination = (...listed: preflight.ListedDestination[]): BadCheck => ({
  args: { existing: { "us-east-1": { detectorId: DETECTOR, destinationId: DESTINATION } } },
  aws: {},
  find: ({ args }) =>
    Object.entries(args["existing"] as Existing).flatMap(([region, entry]) => {
      const { detectorId, destinationId } = entry;
      if (destinationId === undefined) return [];
      return preflight.destinationProblems(region, { detectorId, destinationId }, listed);
    }),
});

/** A destination that a detector has, of a configuration that does not have it. */
const undeclaredDestination = (existing?: Existing): BadCheck => ({
  args: { ...(existing && { existing }) },
  aws: {},
  find: ({ args }) => {
    const entry = (args["existing"] as Existing | undefined)?.["us-east-1"];
    if (entry?.destinationId !== undefined) return [];
    const found = { id: DESTINATION, destinationArn: "arn:aws:s3:::acme-old-findings" };
    const declared = entry !== undefined;
    return [preflight.undeclaredDestinationProblem("us-east-1", DETECTOR, found, declared)];
  },
});

/** A member that is said to exist, and the Regions where it is one. */
const existingMember = (...regions: string[]): BadCheck => ({
  args: {
    organization: { members: { accounts: [{ accountId: "222233334444", existing: true }] } },
  },
  aws: { regions },
  find: ({ args, aws }) => {
    const { members } = args["organization"] as {
      members: { accounts: { accountId: string; existing: boolean }[] };
    };
    const found = ["us-east-1", "me-south-1"].map((region) => ({
      region,
      members: (aws["regions"] as string[]).includes(region) ? ["222233334444"] : [],
    }));
    return preflight.existingMemberProblems(members.accounts, found);
  },
  done: () => ({ regions: ["us-east-1", "me-south-1"] }),
});

/** A second component of a program, whose detectors another has in these Regions; one of the two is removed where nothing else is left. */
const second = (regions: string[], management?: object): BadCheck => ({
  args: {
    regions: ["us-east-1", "me-south-1"],
    organization: {
      administrator: { accountId: "444455556666" },
      ...(management && { management }),
    },
  },
  aws: { regions },
  find: ({ args, aws }) => {
    const { settings } = readArgs("second", args);
    const taken = ["444455556666", "999900001111"].map((accountId) => ({
      component: "GuardDutyExport findings",
      path: "regions",
      account: { accountId },
      regions: aws["regions"] as string[],
    }));
    const others = taken.slice(management === undefined ? 0 : 1);
    return exportHolders("second", settings as ExportSettings).flatMap((own) =>
      sharedDetectorProblems(own, others),
    );
  },
  done: () => ({ regions: [] }),
});

/** Detectors, destinations and members that exist already. */
export const badDetectors: { [what: string]: BadCheck } = {
  "a detector where there is none": detector(undefined),
  "another detector": detector({ id: OTHER, status: "ENABLED" }),
  "a detector that is not declared": undeclared("administrator", {}),
  "a detector with a destination that is not declared": undeclared(
    "administrator",
    {},
    { id: DESTINATION, destinationArn: "arn:aws:s3:::acme-old-findings" },
  ),
  "a destination that is not declared": undeclaredDestination({
    "us-east-1": { detectorId: DETECTOR },
  }),
  "a destination of the stack's detector that is not declared": undeclaredDestination(),
  "a destination where there is none": destination(),
  "another destination": destination({ id: OTHER, type: "S3" }),
  "a destination of another type": destination({ id: DESTINATION, type: "SQS" }),
  "a second export of the same detectors": second(["me-south-1", "us-east-1"]),
  "a second export of some of the same detectors": second(["me-south-1"]),
  "a detector of the management account that another component has": second(["us-east-1"], {
    accountId: "999900001111",
    detector: true,
  }),
  "a member in no Region": existingMember(),
  "a member in one Region of two": existingMember("us-east-1"),
  "a detector of the management account": undeclared("management", {
    organization: { management: { accountId: "999900001111", detector: true } },
  }),
  "a suspended detector": detector({ id: DETECTOR, status: "DISABLED" }, { enable: false }),
  "a destination that goes elsewhere": {
    args: {},
    aws: { destinationArn: "arn:aws:s3:::other" },
    find: ({ aws }) =>
      preflight.redirectionProblems("us-east-1", OTHER, { ...redirection, ...aws }, redirection),
    done: () => redirection,
  },
};
