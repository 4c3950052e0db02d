import type { Members } from "../cloud";
import { header, jsonBody, type Protocol } from "./protocol";

const JSON_TYPE = { "content-type": "application/x-amz-json-1.1" };

/** The protocol of KMS, Organizations, EventBridge, Glue and Athena: every operation is a POST of JSON that `X-Amz-Target` names. */
export const json: Protocol = {
  read(request) {
    const target = header(request, "x-amz-target") ?? "";
    return { operation: target.slice(target.indexOf(".") + 1), input: jsonBody(request) };
  },

  answer: (_asked, output) => ({ status: 200, headers: JSON_TYPE, body: withSeconds(output) }),

  refuse: (error) => ({
    status: error.statusCode,
    headers: { ...JSON_TYPE, "x-amzn-ErrorType": error.code },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  }),
};

const SQS_CODES: { [code: string]: string } = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
};

/** SQS's, which also says what the error was called in the protocol that it had before. */
export const sqsJson: Protocol = {
  ...json,
  refuse(error, request) {
    const response = json.refuse(error, request);
    const fault = error.statusCode < 500 ? "Sender" : "Receiver";
    const code = SQS_CODES[error.code] ?? error.code;
    return {
      ...response,
      headers: { ...response.headers, "x-amzn-query-error": `${code};${fault}` },
    };
  },
};

/** Dates are seconds of the epoch. */
function withSeconds(output: Members): string {
  return JSON.stringify(output, function (this: Members, name: string, plain: unknown) {
    const original: unknown = this[name];
    return original instanceof Date ? original.getTime() / 1000 : plain;
  });
}
