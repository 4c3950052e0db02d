import { expect } from "chai";
import { createCloud, type Members } from "../sandbox/cloud";
import { startHttp } from "../sandbox/http";
import type { WorldFile } from "../sandbox/world";
import { type Sdk, sdkAt } from "./sdkClient";
import { ADMIN, exportWorld } from "./worlds";

type Call = readonly [operation: string, input: Members];

/** A constraint of AWS and a request that does not meet it. */
export interface Constraint {
  title: string;
  /** Calls that succeed before. */
  given?: Call[];
  call: Call;
  /** `Name: message` of the refusal, by the name that the AWS SDK has for its code. */
  refused: string;
  /** AWS's page of the constraint. */
  source: string;
}

export async function withSdk(
  use: (sdk: Sdk, as: (accountId: string, region?: string) => Sdk) => Promise<void>,
  world: WorldFile = exportWorld(),
): Promise<void> {
  const server = await startHttp(await createCloud(world));
  try {
    await use(sdkAt(server.url, ADMIN), (accountId, region) =>
      sdkAt(server.url, accountId, region),
    );
  } finally {
    await server.close();
  }
}

/** A test for each constraint: the AWS SDK's request over HTTP is refused in AWS's words. */
export function describeConstraints(title: string, constraints: Constraint[]): void {
  describe(title, () => {
    for (const { title: name, given = [], call, refused } of constraints) {
      it(name, () =>
        withSdk(async (sdk) => {
          for (const [operation, input] of given) await sdk.call(operation, input);
          expect(await sdk.refusal(...call)).to.equal(refused);
        }),
      );
    }
  });
}
