/** The logical names of what an EventRouting registers: a contract, as those of `rules/names.ts` are. */
export function routingNames(component: string) {
  return {
    bus: `${component}-bus`,
    role: `${component}-role`,
    rolePolicy: `${component}-role-policy`,
    rule: (region: string) => `${component}-rule-${region}`,
    target: (region: string) => `${component}-target-${region}`,
    undelivered: (region: string) => `${component}-undelivered-${region}`,
    undeliveredPolicy: (region: string) => `${component}-undelivered-policy-${region}`,
  };
}

/** The id of the one target of a rule: one that the provider made from the logical name would be longer than the 64 characters of AWS. */
export const TARGET_ID = "target";

/** Stands in for a Region in the names of what hangs on the bus itself. */
export const ON_BUS = "bus";
