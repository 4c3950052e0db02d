import { parseArn } from "../../../rules/arn";
import type { Bus, Rule, World } from "../../world";
import { arnOf } from "../arn";
import { AwsError, type Caller } from "../contract";

type Location = Pick<Caller, "accountId" | "region">;

export const DEFAULT_BUS = "default";

/** The ARN of a bus that a request names, by its name or its ARN. */
export function busArn(location: Location, nameOrArn: unknown = DEFAULT_BUS): string {
  const text = String(nameOrArn || DEFAULT_BUS);
  return parseArn(text) !== undefined ? text : arnOf("events", location, `event-bus/${text}`);
}

export function busName(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}

/** A bus; the default ones are there in every account and Region. */
export function findBus({ buses }: World, arn: string): Bus | undefined {
  return buses[arn] ?? (busName(arn) === DEFAULT_BUS ? { policy: null, tags: {} } : undefined);
}

/** The same, to be changed: a default bus becomes a part of the world. */
export function requireBus(
  world: World,
  location: Location,
  nameOrArn: unknown,
): { arn: string; bus: Bus } {
  const arn = busArn(location, nameOrArn);
  const bus = findBus(world, arn);
  if (bus === undefined) throw missing(`Event bus ${busName(arn)} does not exist.`);
  return { arn, bus: (world.buses[arn] ??= bus) };
}

/** `rule/<name>` on the default bus, `rule/<bus>/<name>` on another. */
export function ruleArn(location: Location, bus: unknown, name: unknown): string {
  const itsBus = busName(busArn(location, bus));
  return arnOf("events", location, `rule/${itsBus === DEFAULT_BUS ? "" : `${itsBus}/`}${name}`);
}

export function requireRule(world: World, location: Location, bus: unknown, name: unknown): Rule {
  const rule = world.rules[ruleArn(location, bus, name)];
  if (rule !== undefined) return rule;
  throw missing(`Rule ${name} does not exist on EventBus ${busName(busArn(location, bus))}.`);
}

/** The rules of a bus by their ARNs. */
export function rulesOf({ rules }: World, bus: string): [arn: string, rule: Rule][] {
  const inBus = busName(bus) === DEFAULT_BUS ? "" : `${busName(bus)}/`;
  const start = bus.replace(/event-bus\/.*$/, `rule/${inBus}`);
  return Object.entries(rules).filter(
    ([arn]) => arn.startsWith(start) && !arn.slice(start.length).includes("/"),
  );
}

export function missing(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}
