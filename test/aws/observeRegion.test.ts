import { expect } from "chai";
import fc from "fast-check";

import { observeRegion } from "../../aws/observeRegion";
import { judge } from "../../rules/health";
import type { DetectorReader } from "../../aws/guardDuty/detectors";
import type { ExpectedRegion, Verdict } from "../../rules/health";
import { healthText } from "../../rules/texts/health";

const EXPECTED: ExpectedRegion = {
  region: "us-east-1",
  detectorId: "d".repeat(32),
  destinationId: "e".repeat(32),
  destinationArn: "arn:aws:s3:::acme/guardduty",
  kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1",
  bucketOwnerId: "444455556666",
  findingPublishingFrequency: "ONE_HOUR",
};
const DETECTOR = { id: "d".repeat(32), status: "ENABLED", findingPublishingFrequency: "ONE_HOUR" };
const DESTINATION = {
  status: "PUBLISHING",
  destinationArn: "arn:aws:s3:::acme/guardduty",
  kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1",
  expectedBucketOwner: "444455556666",
};

const error = (name: string, message = "", code?: string) =>
  Object.assign(new Error(message), { name, code });

/** One thing that may happen to an answer, and what it makes of the Region. */
interface Happening {
  what: string;
  makes: Verdict;
  answer: (healthy: object) => object | undefined;
}
const happens = (what: string, makes: Verdict, answer: Happening["answer"]): Happening => ({
  what,
  makes,
  answer,
});
const fails = (makes: Verdict, ...parts: Parameters<typeof error>) =>
  happens(parts.join(" "), makes, () => {
    throw error(...parts);
  });

const NOTHING = happens("nothing", "healthy", (healthy) => healthy);

/** So that all is well often enough. */
const OFTEN = Array<Happening>(8).fill(NOTHING);

const ANYWHERE: Happening[] = [
  NOTHING,
  happens("an empty answer", "notChecked", () => ({})),
  happens("an unknown status", "notChecked", (healthy) => ({ ...healthy, status: "RESTING" })),
  happens("a status of Object", "notChecked", (healthy) => ({ ...healthy, status: "toString" })),
  fails("notChecked", "AccessDeniedException", "User: x is not authorized to perform: y"),
  fails("notChecked", "UnrecognizedClientException", "The security token is invalid"),
  fails("notChecked", "ExpiredTokenException", "The security token has expired"),
  fails("notChecked", "CredentialsProviderError", "Could not load credentials"),
  fails("notChecked", "ThrottlingException", "Rate exceeded"),
  fails("notChecked", "TimeoutError", "Connection timed out after 1000 ms"),
  fails("notChecked", "AbortError", "Request aborted"),
  fails("notChecked", "Error", "getaddrinfo ENOTFOUND guardduty.xx-east-1", "ENOTFOUND"),
  fails("notChecked", "Error", "", "ECONNREFUSED"),
  fails("notChecked", "InternalServerErrorException", "Internal server error."),
  fails("notChecked", "BadRequestException", "The request is rejected for a new reason."),
  fails("notChecked", "SyntaxError", "Unexpected token < in JSON"),
  fails(
    "unhealthy",
    "BadRequestException",
    "The request is rejected because the input detectorId is not owned by the current account.",
  ),
];

const OF_DETECTOR: Happening[] = [
  ...ANYWHERE,
  happens("suspension", "unhealthy", (healthy) => ({ ...healthy, status: "DISABLED" })),
  happens("another frequency", "unhealthy", (healthy) => ({
    ...healthy,
    findingPublishingFrequency: "SIX_HOURS",
  })),
  happens("no frequency in the answer", "notChecked", (healthy) => ({
    ...healthy,
    findingPublishingFrequency: undefined,
  })),
];

const OF_DESTINATION: Happening[] = [
  ...ANYWHERE,
  ...["PENDING_VERIFICATION", "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", "STOPPED"].map(
    (status) => happens(status, "unhealthy", (healthy) => ({ ...healthy, status })),
  ),
  happens("another bucket", "unhealthy", (healthy) => ({
    ...healthy,
    destinationArn: "arn:aws:s3:::other/guardduty",
  })),
  happens("another prefix", "unhealthy", (healthy) => ({
    ...healthy,
    destinationArn: "arn:aws:s3:::acme",
  })),
  happens("another key", "unhealthy", (healthy) => ({
    ...healthy,
    kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/2",
  })),
  happens("no key in the answer", "notChecked", (healthy) => ({
    ...healthy,
    kmsKeyArn: undefined,
  })),
  fails(
    "unhealthy",
    "BadRequestException",
    "The request is rejected because the one or more input parameters have invalid values.",
  ),
];

const reading = (detector: Happening, destination: Happening): DetectorReader => ({
  listDetectors: async () => expect.fail("its id is known"),
  getDetector: async () => detector.answer(DETECTOR) as typeof DETECTOR,
  // Asked once the one that is known is gone.
  listDestinations: async () => [],
  describeDestination: async () => destination.answer(DESTINATION) as typeof DESTINATION,
});
const health = async (reader: DetectorReader, expected = EXPECTED) =>
  judge(expected, await observeRegion(expected, reader));

/** What both together make of a Region, said once more and differently. */
function together(one: Verdict, other: Verdict): Verdict {
  if (one === "unhealthy" || other === "unhealthy") return "unhealthy";
  return one === "healthy" ? other : one;
}

describe("A Region's health", () => {
  it("is healthy only when all was seen and is well: 500 random combinations of faults", async () => {
    const verdicts = { healthy: 0, unhealthy: 0, notChecked: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...OFTEN, ...OF_DETECTOR),
        fc.constantFrom(...OFTEN, ...OF_DESTINATION),
        async (detector, destination) => {
          const { verdict, findings } = await health(reading(detector, destination));
          verdicts[verdict]++;
          const names = `${detector.what} and ${destination.what}`;
          expect(verdict, names).to.equal(together(detector.makes, destination.makes));
          expect(findings.length === 0, names).to.equal(verdict === "healthy");
          for (const finding of findings) {
            const { problem, fix } = healthText(finding);
            expect(problem, names).to.match(/./);
            expect(fix, names).to.match(/^[A-Z].*\.$/);
          }
        },
      ),
      { numRuns: 500 },
    );
    for (const count of Object.values(verdicts)) expect(count).to.be.greaterThan(5);
  });

  for (const happening of OF_DETECTOR) {
    it(`is ${happening.makes} after ${happening.what} of the detector`, async () => {
      expect((await health(reading(happening, NOTHING))).verdict).to.equal(happening.makes);
    });
  }
  for (const happening of OF_DESTINATION) {
    it(`is ${happening.makes} after ${happening.what} of the destination`, async () => {
      expect((await health(reading(NOTHING, happening))).verdict).to.equal(happening.makes);
    });
  }

  it("reports each thing that is wrong, as data", async () => {
    const { findings } = await health({
      ...reading(NOTHING, NOTHING),
      getDetector: async () => ({
        ...DETECTOR,
        status: "DISABLED",
        findingPublishingFrequency: "SIX_HOURS",
      }),
      describeDestination: async () => ({ ...DESTINATION, status: "STOPPED", kmsKeyArn: "other" }),
    });
    const confirmed = { severity: "error", confirmed: true };
    expect(findings).to.deep.equal([
      { id: "detectorStatus", ...confirmed, status: "DISABLED" },
      {
        ...{ id: "valueDiffers", ...confirmed, property: "findingPublishingFrequency" },
        ...{ value: "SIX_HOURS", expected: "ONE_HOUR" },
      },
      { id: "destinationStatus", ...confirmed, status: "STOPPED" },
      {
        ...{ id: "valueDiffers", ...confirmed, property: "kmsKeyArn" },
        ...{ value: "other", expected: EXPECTED.kmsKeyArn },
      },
    ]);
  });

  it("reports one cause of both once, with the actions of both", async () => {
    const lost = fails("notChecked", "AccessDeniedException", "not authorized");
    expect((await health(reading(lost, lost))).findings).to.deep.equal([
      {
        ...{ id: "callFailed", severity: "error", confirmed: false, failure: "accessDenied" },
        error: { name: "AccessDeniedException", message: "not authorized" },
        actions: ["guardduty:GetDetector", "guardduty:DescribePublishingDestination"],
      },
    ]);
  });

  it("says since when exports fail", async () => {
    const failingSince = Date.UTC(2026, 10, 24, 10);
    const { findings } = await health({
      ...reading(NOTHING, NOTHING),
      describeDestination: async () => ({
        ...DESTINATION,
        status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
        failingSince,
      }),
    });
    expect(healthText(findings[0]!).problem).to.equal(
      "GuardDuty can no longer write to the bucket or use the key (UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY, since 2026-11-24T10:00:00.000Z)",
    );
  });

  it("is judged by the destination that was made again outside, and says that it is another", async () => {
    const reader = (more: object): DetectorReader => ({
      ...reading(NOTHING, NOTHING),
      listDestinations: async () => ["again"],
      describeDestination: async (_, id) =>
        id === "again"
          ? { ...DESTINATION, id, ...more }
          : (OF_DESTINATION.at(-1)!.answer(DESTINATION) as typeof DESTINATION),
    });
    const well = await health(reader({}));
    expect(well.verdict).to.equal("healthy");
    expect(well.findings).to.deep.equal([
      {
        ...{ id: "destinationReplaced", severity: "warning", confirmed: true },
        ...{ detectorRegion: EXPECTED.region, detectorId: EXPECTED.detectorId },
        ...{ destinationId: "again", expected: EXPECTED.destinationId },
      },
    ]);
    const elsewhere = await health(reader({ destinationArn: "arn:aws:s3:::other" }));
    expect(elsewhere.verdict).to.equal("unhealthy");
    expect(elsewhere.findings.map(({ id }) => id)).to.deep.equal([
      "valueDiffers",
      "destinationReplaced",
    ]);
  });

  it("compares no frequency when none is expected, and no slash at the end of a prefix", async () => {
    const expected = { ...EXPECTED, findingPublishingFrequency: undefined };
    const reader = {
      ...reading(NOTHING, NOTHING),
      getDetector: async () => ({ ...DETECTOR, findingPublishingFrequency: undefined }),
      describeDestination: async () => ({
        ...DESTINATION,
        destinationArn: `${DESTINATION.destinationArn}/`,
      }),
    };
    expect((await health(reader, expected)).verdict).to.equal("healthy");
  });
});

describe("A Region of which no ids are known", () => {
  const expected = { ...EXPECTED, detectorId: undefined, destinationId: undefined };
  const reader: DetectorReader = {
    listDetectors: async () => ["d1"],
    getDetector: async (id) => ({ ...DETECTOR, id }),
    listDestinations: async (detectorId) => (detectorId === "d1" ? ["e1"] : []),
    describeDestination: async (detectorId, id) =>
      detectorId === "d1" && id === "e1" ? DESTINATION : expect.fail("another"),
  };
  const denied = async () => Promise.reject(error("AccessDeniedException"));
  const cases: [what: string, reader: DetectorReader, verdict: Verdict, finding?: string][] = [
    ["what it has is well", reader, "healthy"],
    [
      "it has no detector",
      { ...reader, listDetectors: async () => [] },
      "unhealthy",
      "detectorMissing",
    ],
    [
      "it has no destination",
      { ...reader, listDestinations: async () => [] },
      "unhealthy",
      "destinationMissing",
    ],
    [
      "its detectors may not be listed",
      { ...reader, listDetectors: denied },
      "notChecked",
      "callFailed",
    ],
    [
      "its destinations may not be listed",
      { ...reader, listDestinations: denied },
      "notChecked",
      "callFailed",
    ],
  ];
  for (const [what, reader, verdict, finding] of cases) {
    it(`is ${verdict} when ${what}`, async () => {
      const found = await health(reader, expected);
      expect(found.verdict).to.equal(verdict);
      expect(found.findings[0]?.id).to.equal(finding);
    });
  }
});
