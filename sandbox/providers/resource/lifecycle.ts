import { hasUnknown, InitFailed, Props, UNKNOWN } from "../rpc";
import { diff, differs } from "./diff";
import { isEmpty } from "./equality";
import { checkState, outputsOf } from "./declared";
import { DeclaredType, Subject } from "./type";
import { requestedInputs, refuseUnread, NOTHING, refuseUnused, watched } from "./use";

export interface Answer {
  id: string;
  state: Props;
  inputs: Props;
}

export interface Target<S> {
  type: DeclaredType<S>;
  settings: S;
  name: string;
  id: string;
  inputs: Props;
  state: Props;
  /** Inputs whose differences the engine ignores (`ignoreChanges`). */
  ignored: readonly string[];
}

const gone: Answer = { id: "", state: {}, inputs: {} };

/** What creating would give, as far as it is known beforehand. */
export function previewCreate<S>({ type, inputs }: Target<S>): Props {
  const unset = Object.keys(type.props).filter(
    (key) => type.props[key]?.computed && inputs[key] === undefined,
  );
  const unknown = [...outputsOf(type), ...unset].map((key) => [key, UNKNOWN]);
  return { ...Object.fromEntries(unknown), ...stored(type, inputs) };
}

export async function create<S>(target: Target<S>): Promise<Answer> {
  const { type, inputs } = target;
  refuseUnknown(inputs);
  const requested = requestedInputs(type, inputs);
  const { unused, ...watching } = watched(inputs, NOTHING);
  const subject = { ...subjectOf(target), ...watching, state: stored(type, inputs) };
  subject.id = await type.create(subject);
  let found: Props | undefined;
  try {
    await type.settle?.(subject);
    refuseUnused(type, "creates", unused(requested));
    found = await type.read(subject);
    if (found) refuseUnread(type, requested, found);
  } catch (error) {
    throw new InitFailed(subject.id, { ...subject.state, id: subject.id }, inputs, textOf(error));
  }
  return { ...answer(type, subject, found), inputs };
}

/** Reads what state has, or what an import names when there is no state yet. */
export async function read<S>(target: Target<S>): Promise<Answer> {
  const { type } = target;
  const isImport = Object.keys(target.state).length === 0;
  const subject =
    isImport && type.imported ? type.imported(target.id, subjectOf(target)) : subjectOf(target);
  const found = await type.read(subject);
  if (!found) return gone;
  const { id, state } = answer(type, subject, found);
  return {
    id,
    state,
    inputs: isImport ? importedInputs(type, state) : refreshedInputs(target, state),
  };
}

export function previewUpdate<S>(target: Target<S>): Props {
  const { type, state } = target;
  const changed = changedKeys(target);
  const unknown = (type.recomputed?.(changed) ?? []).map((key) => [key, UNKNOWN]);
  return { ...planned(target), ...Object.fromEntries(unknown), id: state["id"] };
}

export async function update<S>(target: Target<S>): Promise<Answer> {
  const { type, inputs, id } = target;
  refuseUnknown(inputs);
  const changed = changedKeys(target);
  const state = planned(target);
  try {
    const { unused, ...watching } = watched(inputs, changed);
    await type.update?.({ ...subjectOf(target), ...watching });
    refuseUnused(type, "changes", unused(updated(type, changed)));
    const subject = { ...subjectOf(target), state };
    return { ...answer(type, subject, await type.read(subject)), inputs };
  } catch (error) {
    // Upstream records the new values of a failed update, so that a later one finds nothing to do.
    throw new InitFailed(id, state, inputs, textOf(error));
  }
}

export async function remove<S>(target: Target<S>): Promise<void> {
  await target.type.delete(subjectOf(target));
}

/**
 * What was read, over what state had. An equivalent value keeps the wording of the state, another
 * gets its normal form.
 */
function answer<S>(
  type: DeclaredType<S>,
  subject: Subject<S>,
  found: Props | undefined,
): Omit<Answer, "inputs"> {
  if (!found) throw new Error(`reading ${type.token} (${subject.id}): couldn't find resource`);
  const state: Props = { ...subject.state, ...found };
  for (const [key, prop] of Object.entries(type.props)) {
    const old = subject.state[key];
    if (old !== undefined && prop.same?.(state[key], old, subject.settings)) state[key] = old;
    else if (prop.stored && state[key] !== undefined) state[key] = prop.stored(state[key]);
  }
  checkState(type, state);
  const id: string = found["id"] ?? subject.id;
  return { id, state: { ...state, id } };
}

function changedKeys<S>({ type, settings, state, inputs, ignored }: Target<S>): Set<string> {
  return new Set(diff(type, settings, state, inputs, ignored).map((change) => change.key));
}

/** A change that replaces is never a part of an update. */
function updated<S>({ props }: DeclaredType<S>, changed: ReadonlySet<string>): string[] {
  return [...changed].filter((name) => !props[name]?.replaces);
}

/** The state as the inputs would have it: what is computed stays, what was left out goes. */
function planned<S>({ type, settings, state, inputs }: Target<S>): Props {
  const next: Props = { ...state };
  const worded = stored(type, inputs);
  for (const [key, prop] of Object.entries(type.props)) {
    const input = inputs[key];
    if (input === undefined && prop.computed) continue;
    if (differs(prop, state[key], input, settings)) next[key] = worded[key];
  }
  return next;
}

function stored<S>(type: DeclaredType<S>, inputs: Props): Props {
  const state: Props = {};
  for (const [key, prop] of Object.entries(type.props)) {
    const input = inputs[key];
    if (input === undefined) continue;
    state[key] = prop.stored && !hasUnknown(input) ? prop.stored(input) : input;
  }
  return state;
}

function refreshedInputs<S>({ type, settings, inputs }: Target<S>, state: Props): Props {
  const refreshed: Props = {};
  for (const [key, input] of Object.entries(inputs)) {
    const prop = type.props[key];
    refreshed[key] = prop && differs(prop, state[key], input, settings) ? state[key] : input;
  }
  return refreshed;
}

function importedInputs<S>(type: DeclaredType<S>, state: Props): Props {
  const set = Object.keys(type.props).filter((key) => !isEmpty(state[key]));
  return { __defaults: [], ...Object.fromEntries(set.map((key) => [key, state[key]])) };
}

function subjectOf<S>({ settings, name, id, inputs, state }: Target<S>): Subject<S> {
  return { settings, name, id, inputs, state, changed: NOTHING };
}

function refuseUnknown(inputs: Props): void {
  const unknown = Object.keys(inputs).filter((key) => hasUnknown(inputs[key]));
  if (unknown.length > 0) throw new Error(`unexpected unknown value for ${unknown.join(", ")}`);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
