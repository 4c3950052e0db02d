import { parseArn } from "../arn";
import { isGeneratedFrom } from "../generatedNames";

/** Whether a resource is what Pulumi names so, or the one of this ARN. */
export function isMadeAs(name: string, arn: string): boolean {
  return name === arn || isGeneratedFrom(name, parseArn(arn)?.resource ?? "");
}
