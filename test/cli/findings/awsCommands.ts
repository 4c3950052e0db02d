import { modelOf } from "../../../sandbox/models";

/** Whose commands need no Region: the API has none, or finds what is named in all of them. */
const WITHOUT_REGION: readonly string[] = ["account", "iam", "organizations", "s3api"];

const COMMAND = /\baws ([a-z][a-z0-9]*) ([a-z]+(?:-[a-z0-9]+)+)/g;

/** The commands of the AWS CLI in a text that do not run as they are printed, with the options that they lack. */
export function incompleteCommands(text: string): string[] {
  const found = [...text.matchAll(COMMAND)];
  return found.flatMap(({ 0: start, 1: service = "", 2: operation = "", index }, at) => {
    const end = found[at + 1]?.index ?? text.length;
    const missing = missingOptions(service, operation, text.slice(index, end));
    return missing.length === 0 ? [] : [`${start}: ${missing.join(", ")}`];
  });
}

function missingOptions(service: string, operation: string, command: string): string[] {
  const name = operation.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const model = modelOf(service === "s3api" ? "s3" : service);
  const called = Object.keys(model?.operations ?? {}).find(
    (one) => one.toLowerCase() === name.toLowerCase(),
  );
  const { input } = model?.operations[called ?? ""] ?? {};
  if (model === undefined || called === undefined) return [`no operation ${name} of ${service}`];
  const shape = model.shapes[input ?? ""];
  const required = (shape?.required ?? []).map((member) => ({
    option: optionOf(member),
    isFlag: model.shapes[shape?.members?.[member] ?? ""]?.type === "boolean",
  }));
  return [
    ...required,
    ...(WITHOUT_REGION.includes(service) ? [] : [{ option: "--region", isFlag: false }]),
  ].flatMap(({ option, isFlag }) => {
    const value = isFlag ? "" : " (?!--|(?:and|or|with)\\b)[^\\s.,;)]";
    return new RegExp(`${option}${value}(?![a-z-]*=)`).test(command) ? [] : [option];
  });
}

/** `IpSetId` as the AWS CLI writes it. */
function optionOf(member: string): string {
  const words = member.replace(/([a-z0-9])([A-Z])/g, "$1-$2");
  return `--${words.replace(/([A-Z])([A-Z][a-z])/g, "$1-$2").toLowerCase()}`;
}
