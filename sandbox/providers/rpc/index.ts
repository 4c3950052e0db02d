export * from "./errors";
export * from "./values";
