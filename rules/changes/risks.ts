/** Whether findings, or access to them, are at risk when an add-on is added, and when one of its settings changes. */
const RISKS: { [addOn: string]: { added: boolean; changed: boolean } } = {
  readers: { added: true, changed: true },
  chronicle: { added: true, changed: true },
  sentinel: { added: true, changed: true },
  athena: { added: false, changed: false },
  events: { added: true, changed: true },
  malwareProtection: { added: false, changed: false },
  health: { added: false, changed: true },
};

/** What an add-on is taken for that is not in RISKS, such as one that suppresses findings. */
const EVERY = { added: true, changed: true };

export function riskOf(addOn: string) {
  return RISKS[addOn.split(".")[0] ?? ""] ?? EVERY;
}
