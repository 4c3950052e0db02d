import type { FindingContent } from "../../sandbox/cloud/guardduty/finding";
import type { Family } from "./families";
import type { Shape } from "./schema";
import { shapeAt } from "./schema";

/**
 * The content of a finding of a family, all that AWS's model has in its structures filled in. `seed` makes findings differ; the same seed
 * gives the same content.
 */
export function contentOf(family: Family, seed: string): FindingContent {
  const { type, severity, resourceType } = family;
  const isSequence = type.startsWith("AttackSequence:");
  return {
    ...{ type, severity },
    title: `${resourceType} "${seed}" is concerned by ${type}.`,
    description: `Ünusual activity of ${seed}: </${type}>`,
    resource: { resourceType, ...membersOf("resource", family.resource, seed) },
    service: {
      ...membersOf("service", [...(family.service ?? []), "featureName"], seed),
      ...(family.action && { action: actionOf(family.action, seed) }),
      ...(family.detection && {
        detection: membersOf("service.detection", family.detection, seed),
      }),
    },
    ...(!isSequence && {
      confidence: 6.5,
      associatedAttackSequenceArn: `arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/${seed}`,
    }),
  };
}

function actionOf([member, actionType]: NonNullable<Family["action"]>, seed: string) {
  return { actionType, ...membersOf("service.action", [member], seed) };
}

function membersOf(path: string, members: readonly string[], seed: string) {
  return Object.fromEntries(
    members.map((member) => {
      const shape = shapeAt(`${path}.${member}`);
      if (shape === undefined) throw new Error(`AWS's model has no ${path}.${member}`);
      return [member, valueOf(shape, member, seed)];
    }),
  );
}

/** Lists have two members, so that what takes the first alone is seen. */
const EACH = ["a", "b"];

function valueOf(shape: Shape, name: string, seed: string): unknown {
  switch (shape.kind) {
    case "text":
      return textOf(name, seed);
    case "number":
      return name === "lat" || name === "lon" ? 12.5 : 7;
    case "boolean":
      return false;
    case "time":
      return "2026-01-31T12:00:00.000Z";
    case "list":
      return EACH.map((one) => valueOf(shape.of(), name, `${seed}-${one}`));
    case "map":
      // Keys of a map are of the finding and not of the model: two may differ in case only.
      return { userName: valueOf(shape.of(), name, seed), username: null };
    case "object":
      return Object.fromEntries(
        Object.entries(shape.members).map(([member, of]) => [member, valueOf(of(), member, seed)]),
      );
  }
}

const FIXED: { [name: string]: string } = {
  ipAddressV4: "198.51.100.7",
  ip: "198.51.100.7",
  ipAddressV6: "2001:db8::7",
};

function textOf(name: string, seed: string): string {
  if (/arn$/i.test(name)) return `arn:aws:service:us-east-1:111122223333:${name}/${seed}`;
  return FIXED[name] ?? `${name} ${seed}`;
}
