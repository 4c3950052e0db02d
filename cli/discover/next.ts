const COMMAND = "npx --no-install guardduty-export";

/** What is given to `discover`. */
interface Given {
  stack?: string;
  config?: string;
  regions?: string;
  org?: boolean;
  write?: string;
}

/** The commands to run after `discover`, in order. */
export function nextCommands(given: Given, isOpen: boolean): string[] {
  const { write } = given;
  if (write === undefined) return [`${COMMAND} discover${optionsText(given)} --write prod`];
  const plan = `${COMMAND} plan --stack ${write}`;
  const deploy = [`pulumi stack init ${write}`, `pulumi preview --stack ${write}`];
  return isOpen ? [`decide what is listed under "To decide" in the file, then: ${plan}`] : deploy;
}

function optionsText({ stack, config, regions, org }: Given): string {
  return [
    ...(stack === undefined ? [] : [` --stack ${stack}`]),
    ...(config === undefined ? [] : [` --config ${config}`]),
    ...(regions === undefined ? [] : [` --regions ${regions}`]),
    ...(org === true ? [" --org"] : []),
  ].join("");
}
