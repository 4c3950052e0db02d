import type { Answer, ExpectedRegion, ObservedRegion, Refusal } from "../rules/health/types";
import type { SeenDestination, SeenDetector } from "../rules/health/types";

/** GuardDuty's calls in one Region; each rejects with the error of the SDK. */
export interface Questions {
  /** ListDetectors: only asked when no detector is expected by its id. */
  listDetectors(): Promise<string[]>;
  /** GetDetector. */
  getDetector(detectorId: string): Promise<SeenDetector>;
  /** ListPublishingDestinations: only asked when no destination is expected by its id. */
  listDestinations(detectorId: string): Promise<string[]>;
  /** DescribePublishingDestination. */
  describeDestination(detectorId: string, destinationId: string): Promise<SeenDestination>;
}

/** Asks what the health of a Region is judged by. Never rejects: what could not be asked is a refusal. */
export async function observe(
  expected: Pick<ExpectedRegion, "detectorId" | "destinationId">,
  ask: Questions,
): Promise<ObservedRegion> {
  const detectorId = await known(expected.detectorId, () => ask.listDetectors());
  if (detectorId.answer === undefined) return { detector: detectorId, destination: detectorId };
  const id = detectorId.answer;
  const [detector, destination] = await Promise.all([
    answerOf(() => ask.getDetector(id)),
    observeDestination(expected, id, ask),
  ]);
  return { detector, destination };
}

async function observeDestination(
  expected: Pick<ExpectedRegion, "destinationId">,
  detectorId: string,
  ask: Questions,
): Promise<Answer<SeenDestination | undefined>> {
  const destinationId = await known(expected.destinationId, () => ask.listDestinations(detectorId));
  if (destinationId.answer === undefined) return destinationId;
  const id = destinationId.answer;
  return answerOf(() => ask.describeDestination(detectorId, id));
}

/** The id that is expected, or else the first that there is. */
async function known(
  expected: string | undefined,
  list: () => Promise<string[]>,
): Promise<Answer<undefined> | Answer<string>> {
  if (expected !== undefined) return { answer: expected };
  const listed = await answerOf(list);
  if (listed.refusal !== undefined) return listed;
  const [first] = listed.answer;
  return first === undefined ? { answer: undefined } : { answer: first };
}

async function answerOf<T>(question: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { answer: await question() };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

/** An error of the SDK or of Node.js; the latter's code says more than its name. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { code } = error as { code?: unknown };
  return { name: typeof code === "string" ? code : error.name, message: error.message };
}
