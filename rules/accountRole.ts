/** An account's part in an export; providers are named by it. */
export type AccountRole = "administrator" | "management" | "bucket" | "key" | "member";
