import type { Protocol } from "./protocol";
import { xml } from "./xml";

const NUMBERS = new Set(["DurationSeconds"]);
const NAMESPACE = ' xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

/** The protocol of STS: a form in, XML out. */
export const query: Protocol = {
  read({ body, query: parameters }) {
    const form = new URLSearchParams([
      ...parameters,
      ...new URLSearchParams(body.toString("utf8")),
    ]);
    const input = Object.fromEntries(
      [...form].map(([name, value]) => [name, NUMBERS.has(name) ? Number(value) : value]),
    );
    return { operation: form.get("Action") ?? "", input };
  },

  answer({ operation }, output) {
    const result = xml(`${operation}Result`, output);
    return {
      status: 200,
      headers: { "content-type": "text/xml" },
      body: `<${operation}Response${NAMESPACE}>${result}</${operation}Response>`,
    };
  },

  refuse(error) {
    const { code: Code, message: Message } = error;
    const inner = xml("Error", {
      Type: error.statusCode < 500 ? "Sender" : "Receiver",
      Code,
      Message,
    });
    return {
      status: error.statusCode,
      headers: { "content-type": "text/xml" },
      body: `<ErrorResponse${NAMESPACE}>${inner}</ErrorResponse>`,
    };
  },
};
