import {
  anonymousPrincipal,
  runSimulation,
  type RunSimulationResults,
} from "@cloud-copilot/iam-simulate";
import { expect } from "chai";
import * as fc from "fast-check";
import { evaluate, type AccessRequest, type Decision } from "../../../rules/evaluator";
import type { PolicyDocument } from "../../../rules/policyDocument";
import { policyCase } from "../../support/policyCases";

const RUNS = Number(process.env["POLICY_CASES"] ?? 2000);
const SEED = process.env["POLICY_SEED"] ? Number(process.env["POLICY_SEED"]) : undefined;

/** What iam-simulate calls the results. Account-wide grants count, as the policy has granted. */
const RESULTS: { [theirs: string]: Decision["result"] } = {
  Allowed: "allowed",
  AllowedForAccount: "allowed",
  ExplicitlyDenied: "explicitDeny",
  DeniedForAccount: "explicitDeny",
  ImplicitlyDenied: "implicitDeny",
};

async function simulate(document: PolicyDocument, request: AccessRequest): Promise<string> {
  const { principal, action, resource, context } = request;
  const names = { Service: "service", AWS: "arn" } as const;
  const name =
    principal.kind === "Anonymous" ? anonymousPrincipal : Object(principal)[names[principal.kind]];
  const answer: RunSimulationResults = await runSimulation(
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
  expect(answer.result.ignoredContextKeys, "keys that the simulator would not look at").to.eql([]);
  return answer.result.analysis.resourceAnalysis?.result ?? "NotApplicable";
}

describe("the evaluator beside iam-simulate", function () {
  this.timeout(Math.max(30_000, RUNS * 10));

  it(`agrees on ${RUNS} generated policies and requests`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(policyCase, async ({ document, request }) => {
        const ours = evaluate(document, request);
        const theirs = RESULTS[await simulate(document, request)];
        seen.set(ours.result, (seen.get(ours.result) ?? 0) + 1);
        expect(ours.result, JSON.stringify(ours.reasons)).to.equal(theirs);
      }),
      { numRuns: RUNS, ...(SEED !== undefined && { seed: SEED }) },
    );
    const share = (result: Decision["result"]) => (seen.get(result) ?? 0) / RUNS;
    expect(share("allowed"), "share of allowed cases").to.be.above(0.15);
    expect(share("explicitDeny"), "share of explicitly denied cases").to.be.above(0.15);
    expect(share("implicitDeny"), "share of implicitly denied cases").to.be.above(0.15);
  });
});
