/** Where SQS moves messages that were received too often. */
export interface Redrive {
  deadLetterQueueArn: string;
  /** How often a message is received before that. */
  receives: number;
}

/** The redrive policy of a queue; undefined: it has none. */
export function redriveOf(text: string | undefined): Redrive | undefined {
  if (text === undefined || text === "") return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as {
    deadLetterTargetArn: string;
    /** SQS answers a number, or its text. */
    maxReceiveCount: number | string;
  };
  return { deadLetterQueueArn: deadLetterTargetArn, receives: Number(maxReceiveCount) };
}
