import type { Problem } from "../problems";
import { problem, setTo } from "../problems";

/** AWS takes these in the name of every resource that is named after a component: aliases of keys, topics, queues, roles. */
const NAME = /^[\w-]{1,100}$/;

/** The name of a component has to be one that the names of its resources can start with. */
export function componentNameProblems(name: string): Problem[] {
  if (NAME.test(name)) return [];
  const like = name
    .normalize("NFKD")
    .replace(/[^\w-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
  return [problem("componentName", "name", setTo("name", like || "findings"), { got: name })];
}
