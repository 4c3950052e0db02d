export { FAMILIES } from "./families";
export type { Family } from "./families";
export { contentOf } from "./sample";
export { FINDING, shapeAt } from "./schema";
export type { Shape } from "./schema";
export { exportsOfFamily, writeExports } from "./familyTable";
