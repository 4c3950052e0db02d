import { Props } from "../rpc";
import { Environment } from "../rpc/peer";
import { Members, Shapes } from "../shapes/shape";

/** What is wrong with a value, worded with the property's upstream name; nothing when it is right. */
export type Test<S> = (value: unknown, label: string, settings: S) => string | undefined;

/** One input of a resource type. `S` is what the provider was configured with. */
export interface Prop<S = unknown> {
  /** A change, or such a change, makes a new resource. */
  replaces?: true | ((state: unknown, input: unknown) => boolean);
  /** The cloud fills it in when the program says nothing; left out again, it keeps its value. */
  computed?: true;
  default?: unknown;
  /** Written by the provider at every check, whatever the default. */
  fill?: (settings: S, inputs: Props) => unknown;
  autoname?: Autoname;
  /** Takes the program's value to the one that is checked and kept as input. */
  accept?: (value: unknown) => unknown;
  test?: Test<S>;
  /** Lives in the state alone: no call of a create or an update carries it. */
  local?: true;
  /** No read answers it, so that a drift of it goes unnoticed. */
  unread?: true;
  /** The wording that state keeps of an input. */
  stored?: (value: unknown) => unknown;
  /** Whether an input asks for nothing that state does not have. */
  same?: (state: unknown, input: unknown, settings: S) => boolean;
}

export interface Autoname {
  maxLength: number;
  prefix?: string;
  lowerCase?: true;
  /** Between the logical name and what is random; `-` when not given. */
  separator?: string;
  /** Random letters in place of hex digits. */
  letters?: number;
  /** Another input that takes its place. */
  unless?: string;
  /** The logical name alone. */
  plain?: true;
}

/** One resource while something is done to it. */
export interface Subject<S> {
  settings: S;
  /** The logical name. */
  name: string;
  id: string;
  inputs: Props;
  state: Props;
  /** The inputs that differ from the state, while updating. */
  changed: Changes;
}

export interface Changes {
  size: number;
  has(name: string): boolean;
}

/** A resource type: how its inputs behave, as data, and its calls. */
export interface ResourceType<S> {
  token: string;
  props: { [name: string]: Prop<S> };
  /** Inputs that the package has and this refuses, by their paths: `vpcConfig`, `target.ecsParameters`. */
  notModelled?: readonly string[];
  /** Outputs that an update of these changed inputs makes unknown until it is done. */
  recomputed?: (changed: ReadonlySet<string>) => readonly string[];
  /** What is wrong with the inputs taken together, or with a change from the old state. */
  testAll?: (inputs: Props, settings: S) => string | undefined;
  testChange?: (state: Props, inputs: Props) => string | undefined;
  /**
   * Answers the id. What fails later leaves a half-made resource behind; what the cloud returns only now goes into the
   * subject's state.
   */
  create(subject: Subject<S>): Promise<string>;
  settle?(subject: Subject<S>): Promise<void>;
  /** Nothing when it is gone. */
  read(subject: Subject<S>): Promise<Props | undefined>;
  update?(subject: Subject<S>): Promise<void>;
  delete(subject: Subject<S>): Promise<void>;
  /** The subject that an import id names. */
  imported?(id: string, subject: Subject<S>): Subject<S>;
}

/** A function of a provider. */
export interface ProviderFunction<S> {
  /** Arguments that the package has and this refuses. */
  notModelled?: readonly string[];
  invoke(settings: S, args: Props): Promise<Props>;
}

/** A resource type together with what the package declares of it. */
export interface DeclaredType<S> extends ResourceType<S> {
  inputs: Members;
  outputs: Members;
  types: Shapes["types"];
}

/** A provider as the gRPC service serves it. */
export interface Provider<S> {
  name: string;
  shapes: Shapes;
  types: readonly ResourceType<S>[];
  functions: { [token: string]: ProviderFunction<S> };
  /** What is wrong with the provider's own inputs. */
  testConfig?(inputs: Props): string | undefined;
  /** What its check adds to the provider's own inputs. */
  fillConfig?(inputs: Props, environment: Environment): Props;
  configure(inputs: Props, environment: Environment): Promise<S>;
}
