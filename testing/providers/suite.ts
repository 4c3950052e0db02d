import { WorldFile } from "../../sandbox/world";
import { Providers } from "../../sandbox/providers";
import { Props } from "../../sandbox/providers/rpc";
import { checkAndCreate, Client, Diffed, failure, Failure, start, State } from "./client";
import { observedCloud, ObservedCloud } from "./observedCloud";
import { beforeColon } from "../../rules/tokens";

export const ACCOUNT = "111122223333";

/** The provider stand-ins over a world of their own, anew for every test of the suite. */
export interface Suite {
  readonly cloud: ObservedCloud;
  readonly aws: Client;
  readonly random: Client;
  readonly gcp: Client;
  readonly azure: Client;
  readonly native: Client;
  readonly ports: Providers["ports"];
  /** What the engine does for a new resource. */
  make(type: string, program: Props): Promise<State>;
  /** What a further run with this program would do. */
  plan(
    type: string,
    old: State,
    program: Props,
    ignore?: string[],
  ): Promise<Diffed & { inputs: Props }>;
  /** What the engine does with a changed program; looks at operations begin here. */
  change(type: string, old: State, program: Props): Promise<State>;
  /** What is wrong with a program before anything is made. */
  problems(type: string, program: Props): Promise<string>;
  /** The failure of making it. */
  refused(type: string, program: Props): Promise<Failure>;
}

/** Starts and stops them in the hooks of the suite that calls it. */
export function providerSuite(world: WorldFile = {}): Suite {
  let cloud: ObservedCloud;
  let running: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    cloud = await observedCloud({ caller: ACCOUNT, ...structuredClone(world) });
    running = await start(cloud);
  });
  afterEach(() => running.stop());

  const clientOf = (type: string): Client => running[beforeColon(type) as "aws"];
  const make = (type: string, program: Props): Promise<State> =>
    checkAndCreate(clientOf(type), type, program);
  return {
    get cloud() {
      return cloud;
    },
    get aws() {
      return running.aws;
    },
    get random() {
      return running.random;
    },
    get gcp() {
      return running.gcp;
    },
    get native() {
      return running["aws-native"];
    },
    get azure() {
      return running.azure;
    },
    get ports() {
      return running.ports;
    },
    make,
    async plan(type, old, program, ignore) {
      const [inputs] = await clientOf(type).check(type, "thing", program, old.inputs);
      return { inputs, ...(await clientOf(type).diff(type, old, inputs, ignore)) };
    },
    async change(type, old, program) {
      const [inputs] = await clientOf(type).check(type, "thing", program, old.inputs);
      cloud.operations();
      return clientOf(type).update(type, old, inputs);
    },
    async problems(type, program) {
      const [, failures] = await clientOf(type).check(type, "thing", program);
      return failures.join("\n");
    },
    refused: (type, program) => failure(make(type, program)),
  };
}
