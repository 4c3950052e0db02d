/** How a verdict is shown. */
export const TONES = { healthy: "good", unhealthy: "bad", notChecked: "open" } as const;
