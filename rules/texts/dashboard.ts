/** Titles of the graphs of a Region, after its name. */
export const DASHBOARD_TITLES = {
  healthy: "healthy (1) or not (0)",
  findingsAge: "age of the newest finding, in seconds",
} as const;
