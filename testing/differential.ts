import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import { evaluate, type AccessRequest, type Decision } from "../rules/evaluator";
import type { PolicyDocument } from "../rules/policyDocument";
import { policyCase, type PolicyCase } from "./policyCases";

/** What iam-simulate calls the results. Account-wide grants count, as the policy has granted. */
const RESULTS: { [theirs: string]: Decision["result"] } = {
  Allowed: "allowed",
  AllowedForAccount: "allowed",
  ExplicitlyDenied: "explicitDeny",
  DeniedForAccount: "explicitDeny",
  ImplicitlyDenied: "implicitDeny",
};

/** The two answers to one case. */
export interface Comparison {
  ours: Decision["result"];
  /** Theirs in our words, or as it came when we have no word for it. */
  theirs: string;
  agree: boolean;
}

/** Asks the evaluator and iam-simulate the same. Throws where the simulator would not look at the whole request. */
export async function compare({ document, request }: PolicyCase): Promise<Comparison> {
  const ours = evaluate(document, request).result;
  const { theirs, ignored } = await simulated(document, request);
  if (ignored.length > 0) throw new Error(`keys that the simulator ignores: ${ignored.join(", ")}`);
  return { ours, theirs, agree: ours === theirs };
}

/** What iam-simulate decides, in our words where we have one, and the keys of the request that it does not look at. */
export async function simulated(
  document: PolicyDocument,
  request: AccessRequest,
): Promise<{ theirs: string; ignored: readonly string[] }> {
  const { principal, action, resource, context } = request;
  const names = {
    Service: "service",
    AWS: "arn",
    Federated: "provider",
    CanonicalUser: "id",
  } as const;
  const name =
    principal.kind === "Anonymous" ? anonymousPrincipal : Object(principal)[names[principal.kind]];
  const answer = await runSimulation(
    {
      request: {
        principal: name,
        action,
        resource: { resource, accountId: "111122223333" },
        contextVariables: context.known,
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: document,
    },
    {},
  );
  if (answer.resultType !== "single") throw new Error(JSON.stringify(answer));
  const result = answer.result.analysis.resourceAnalysis?.result ?? "NotApplicable";
  return { theirs: RESULTS[result] ?? result, ignored: answer.result.ignoredContextKeys ?? [] };
}

/** A case on which the two disagree, made as small as it gets. */
export interface Disagreement extends PolicyCase, Pick<Comparison, "ours" | "theirs"> {
  /** The seed of the batch that found it. */
  seed: number;
}

const BATCH = 1_000;

/** The disagreements on `cases` generated cases: at most one of each batch, as the rest of it is not tried. */
export async function disagreements(
  cases: number,
  seed: number,
  onBatch: (done: number, found: number) => void = () => {},
  comparison: typeof compare = compare,
): Promise<Disagreement[]> {
  const found: Disagreement[] = [];
  for (let done = 0; done < cases; done += BATCH) {
    const numRuns = Math.min(BATCH, cases - done);
    // Batches of one seed differ, and the same seed makes the same batches.
    const batchSeed = (seed + done) | 0;
    const agrees = fc.asyncProperty(policyCase, async (one) => (await comparison(one)).agree);
    const { counterexample } = await fc.check(agrees, { numRuns, seed: batchSeed });
    if (counterexample) {
      const { ours, theirs } = await comparison(counterexample[0]);
      found.push({ seed: batchSeed, ours, theirs, ...counterexample[0] });
    }
    onBatch(done + numRuns, found.length);
  }
  return found;
}
