import { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../cloud";
import { readInput, writeOutput } from "./bindings";
import type { Protocol } from "./protocol";
import { matchRoute } from "./routes";
import { xmlCodec } from "./xmlCodec";

/** The REST protocol with XML bodies, as S3 Control has it. */
export function restXml(namespace: string): Protocol {
  const codec = xmlCodec(namespace);
  return {
    unknown: () => notAllowed(),

    read(model, request) {
      const match = matchRoute(model, request, request.path);
      if (match === undefined) {
        return { name: `${request.method} ${request.path}`, input: {} };
      }
      const { operation } = match;
      return { name: operation.name, operation, input: readInput(match, request, codec) };
    },

    answer: (operation, output) => writeOutput(operation, output, codec),

    refuse: ({ code: Code, message: Message, statusCode }) => ({
      status: statusCode,
      headers: { "content-type": codec.contentType },
      body: codec.write(ERROR_RESPONSE, { Error: { Code, Message } }),
    }),
  };
}

/** What S3 and S3 Control answer to a method that a path does not take. */
export function notAllowed(): AwsError {
  const text = "The specified method is not allowed against this resource.";
  return new AwsError("MethodNotAllowed", text, 405);
}

const ERROR = [3, "", "Error", 0, ["Code", "Message"], [0, 0]] as const;
const ERROR_RESPONSE = NormalizedSchema.of([
  3,
  "",
  "ErrorResponse",
  0,
  ["Error"],
  [() => ERROR],
] as unknown as Parameters<typeof NormalizedSchema.of>[0]);
