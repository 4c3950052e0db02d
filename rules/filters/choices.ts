/** What GuardDuty does with findings that a filter matches. */
export const FilterAction = {
  /** Archives new findings at once: they are not exported, and no event is sent. */
  Archive: "ARCHIVE",
  /** Only saves the filter. */
  Noop: "NOOP",
} as const;
export type FilterAction = (typeof FilterAction)[keyof typeof FilterAction];
