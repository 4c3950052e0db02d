export * from "./schema";
export { openWorld, type WorldStore } from "./store";
export { detectorsIn, newId, parseWorld, WorldError } from "./world";
