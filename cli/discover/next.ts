import type { Decision } from "./notes";

const COMMAND = "npx --no-install guardduty-export";

/** What is given to `discover`. */
interface Given {
  stack?: string;
  config?: string;
  regions?: string;
  org?: boolean;
  write?: string;
}

/** Decisions that are none of a file: the command has to be run otherwise. */
const AGAIN: readonly Decision["id"][] = ["administratorNotSearched", "noRegionChecked"];

/** The commands to run after `discover`, in order. */
export function nextCommands(given: Given, open: readonly Decision[]): string[] {
  const { write } = given;
  // The same command would end there again.
  if (open.some(({ id }) => AGAIN.includes(id))) return [];
  if (write === undefined && open.some(({ id }) => id === "configInvalid")) return [];
  if (write === undefined) return [`${COMMAND} discover${optionsText(given)} --write prod`];
  const plan = `${COMMAND} plan --stack ${write}`;
  const deploy = [`pulumi stack init ${write}`, `pulumi preview --stack ${write}`];
  return open.length > 0
    ? [`decide what is listed under "To decide" in the file, then: ${plan}`]
    : deploy;
}

function optionsText({ stack, config, regions, org }: Given): string {
  return [
    ...(stack === undefined ? [] : [` --stack ${stack}`]),
    ...(config === undefined ? [] : [` --config ${config}`]),
    ...(regions === undefined ? [] : [` --regions ${regions}`]),
    ...(org === true ? [" --org"] : []),
  ].join("");
}
