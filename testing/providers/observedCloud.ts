import { createCloud, SandboxCloud } from "../../sandbox/cloud";
import { AwsError, Caller, Credentials, Members } from "../../sandbox/cloud/contract";
import { WorldFile } from "../../sandbox/world";

type Handler = (
  input: Members,
  caller: Caller,
  /** Asks the sandbox after all. */
  next: () => Promise<Members>,
) => Members | void | Promise<Members> | Promise<void>;

/** The sandbox's AWS, with what was asked of it, and with answers of a test's own. */
export interface ObservedCloud extends Omit<SandboxCloud, "calls"> {
  /** Every call made, in order. */
  calls: { operation: string; input: Members; caller: Caller }[];
  credentials: Credentials[];
  /** Operations made since the last look. */
  operations(): string[];
  /** Answers an operation otherwise: for refusals and waits. */
  override: { [operation: string]: Handler };
  /** A call as the world's caller in us-east-1, which is not observed. */
  ask(operation: string, input?: Members): Promise<Members>;
}

export async function observedCloud(world: WorldFile): Promise<ObservedCloud> {
  const cloud = await createCloud(world);
  let reported = 0;
  const observed: ObservedCloud = Object.create(cloud, {
    world: { get: () => cloud.world },
  }) as ObservedCloud;
  return Object.assign(observed, {
    calls: [],
    credentials: [],
    override: {},
    operations() {
      const made = observed.calls.slice(reported).map(({ operation }) => operation);
      reported = observed.calls.length;
      return made;
    },
    authenticate(credentials: Credentials) {
      observed.credentials.push(credentials);
      return cloud.authenticate(credentials);
    },
    async call(caller: Caller, operation: string, input: Members) {
      observed.calls.push({ operation, input, caller });
      const handler = observed.override[operation];
      const next = () => cloud.call(caller, operation, input);
      return handler ? ((await handler(input, caller, next)) ?? {}) : next();
    },
    ask: (operation: string, input: Members = {}) =>
      cloud.call(cloud.authenticate({ region: "us-east-1" }), operation, input),
  });
}

export function refuse(code: string, message: string, statusCode = 400): Handler {
  return () => {
    throw new AwsError(code, message, statusCode);
  };
}

/** Texts of GuardDuty's refusals, written down here once more. */
export const notOwnDetector =
  "The request is rejected because the input detectorId is not owned by the current account.";
export const alreadyExists =
  "The request failed because a publishingDestination already exists with the destinationType value provided in the request.";
