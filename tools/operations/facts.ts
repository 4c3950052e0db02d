import { SERVICES } from "../../sandbox/cloud/cloud";
import { faultOf, NO_FAULTS } from "../../sandbox/cloud/faults";
import { refusalOfInput } from "../../sandbox/cloud/validation/refusals";
import { isPaged } from "../../sandbox/cloud/paging";
import { modelOf } from "../../sandbox/models";
import { NOTES, WITHOUT_EFFECT } from "../../sandbox/notes";
import { wordsOf } from "./code";

/** What the sandbox has of an operation, by its code and AWS's model of the service. */
export interface OperationFacts {
  name: string;
  /** Members of the input that the code does not read. */
  unreadMembers: string[];
  /** Errors that the model declares and no code answers. */
  unansweredErrors: string[];
}

export function factsOf(service: string): OperationFacts[] {
  const model = modelOf(service);
  const anyway = errorsOfEvery(service);
  const without = Object.keys(WITHOUT_EFFECT[service] ?? {});
  return Object.keys(SERVICES[service] ?? {})
    .sort()
    .map((name) => {
      const words = wordsOf(service, name);
      const { input, errors = [], pages } = model?.operations[name] ?? {};
      const paged = isPaged(pages) ? [pages?.token, pages?.limit] : [];
      const keepsAll = NOTES[service]?.operations[name]?.keepsAll;
      const members = keepsAll ? [] : Object.keys(model?.shapes[input ?? ""]?.members ?? {});
      return {
        name,
        unreadMembers: members.filter(
          (one) => !words.has(one) && !paged.includes(one) && !without.includes(one),
        ),
        unansweredErrors: errors.filter((code) => !words.has(code) && !anyway.has(code)),
      };
    });
}

/** Codes that every operation of a service may answer: faults that were asked for, and inputs that the model does not allow. */
function errorsOfEvery(service: string): Set<string> {
  const random = (): number => 0;
  const rates = [{ throttleRate: 1 }, { errorRate: 1 }];
  const faults = rates.map((rate) => faultOf(`${service}:Any`, { ...NO_FAULTS, ...rate }, random));
  const shape = { type: "string" };
  const missing = refusalOfInput(service, [{ kind: "missing", path: ["x"], value: null, shape }]);
  return new Set([...faults.map((fault) => fault?.code ?? ""), missing.code]);
}
