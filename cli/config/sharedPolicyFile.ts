import { z } from "zod";

import { awsOutput } from "./awsOutput";

/** The policy of a queue, topic or bus, as its text; undefined: it has none. */
export interface SharedPolicyFile {
  arn: string;
  policy?: string;
}

const Policy = z.string().optional();

/** The attributes of a queue or a topic, or a bus. */
const SHAPES = [
  z
    .looseObject({ Attributes: z.looseObject({ QueueArn: z.string(), Policy }) })
    .transform(({ Attributes }) => ({ arn: Attributes.QueueArn, policy: Attributes.Policy })),
  z
    .looseObject({ Attributes: z.looseObject({ TopicArn: z.string(), Policy }) })
    .transform(({ Attributes }) => ({ arn: Attributes.TopicArn, policy: Attributes.Policy })),
  z
    .looseObject({ Arn: z.string(), Policy })
    .transform((bus) => ({ arn: bus.Arn, policy: bus.Policy })),
];

/** Reads what AWS's commands print of a queue, topic or bus. Throws CannotRun. */
export function sharedPolicyOf(text: string, file: string): SharedPolicyFile {
  const command = "sqs get-queue-attributes, sns get-topic-attributes or events describe-event-bus";
  return awsOutput(text, file, command, (output) => {
    const [found] = SHAPES.flatMap((shape) => shape.safeParse(output).data ?? []);
    return found && { arn: found.arn, ...(found.policy !== undefined && { policy: found.policy }) };
  });
}
