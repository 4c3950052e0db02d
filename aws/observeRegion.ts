import { refusalOf } from "./errors";
import type { DetectorReader } from "./guardDuty/detectors";
import type { Answer, ExpectedRegion, ObservedRegion } from "../rules/health/types";
import type { SeenDestination } from "../rules/health/types";

/** Asks what the health of a Region is judged by. Never rejects: what could not be asked is a refusal. */
export async function observeRegion(
  expected: Pick<ExpectedRegion, "detectorId" | "destinationId">,
  ask: DetectorReader,
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
  ask: DetectorReader,
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
