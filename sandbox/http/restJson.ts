import { AwsError } from "../cloud";
import { readInput, writeOutput } from "./bindings";
import { jsonCodec } from "./jsonCodec";
import type { Protocol } from "./protocol";
import { matchRoute } from "./routes";

const CODEC = jsonCodec("application/json", true);

/** The REST protocol with JSON bodies. GuardDuty calls its refusals by an older name in the body. */
export function restJson(typeOf: (error: AwsError) => string = ({ code }) => code): Protocol {
  return {
    unknown: (name) => new AwsError("UnknownOperationException", `There is no ${name}.`, 404),

    read(model, request) {
      const match = matchRoute(model, request, request.path);
      if (match === undefined) {
        return { name: `${request.method} ${request.path}`, input: {} };
      }
      const { operation } = match;
      return { name: operation.name, operation, input: readInput(match, request, CODEC) };
    },

    answer: (operation, output) => writeOutput(operation, output, CODEC),

    refuse(error) {
      const type = typeOf(error);
      return {
        status: error.statusCode,
        headers: { "content-type": CODEC.contentType, "x-amzn-errortype": error.code },
        body: JSON.stringify({ message: error.message, __type: type, type }),
      };
    },
  };
}
