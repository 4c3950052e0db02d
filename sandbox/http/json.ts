import { jsonCodec } from "./jsonCodec";
import { AwsError, type Members } from "../cloud";
import { header, type Protocol } from "./protocol";

/** The protocol of services whose every operation is a POST of JSON that `X-Amz-Target` names. */
export function json(version: "1.0" | "1.1"): Protocol {
  const codec = jsonCodec(`application/x-amz-json-${version}`, false);
  const headers = { "content-type": codec.contentType };
  return {
    oneStatus: true,

    unknown: (name) => new AwsError("UnknownOperationException", `There is no operation ${name}.`),

    read(model, request) {
      const target = header(request, "x-amz-target") ?? "";
      const name = target.slice(target.indexOf(".") + 1);
      const operation = model.operations.get(name);
      if (operation === undefined) return { name, input: {} };
      return { name, operation, input: codec.read(operation.input, request.body) as Members };
    },

    answer: ({ output: schema }, output) => ({
      status: 200,
      headers,
      body: schema.isStructSchema() ? codec.write(schema, output) : "{}",
    }),

    refuse: (error) => ({
      status: error.statusCode,
      headers: { ...headers, "x-amzn-errortype": error.code },
      body: JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
    }),
  };
}

const SQS_CODES = new Map([
  ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
  ["QueueNameExists", "QueueAlreadyExists"],
  ["MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight"],
]);

/** Also says what the error was called in the query protocol, which the service had before. */
export function queryCompatible(protocol: Protocol): Protocol {
  return {
    ...protocol,
    refuse(error, request, identifiers) {
      const response = protocol.refuse(error, request, identifiers);
      const fault = error.statusCode < 500 ? "Sender" : "Receiver";
      const code = SQS_CODES.get(error.code) ?? error.code;
      return {
        ...response,
        headers: { ...response.headers, "x-amzn-query-error": `${code};${fault}` },
      };
    },
  };
}
