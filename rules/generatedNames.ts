const DIGITS = 7;

/** How many characters Pulumi appends to a logical name: a hyphen and hexadecimal digits. */
export const GENERATED_LENGTH = 1 + DIGITS;

const GENERATED = new RegExp(`^-[0-9a-f]{${DIGITS}}$`);

/**
 * A name in AWS that Pulumi makes, before a deployment.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
export function generatedName(logicalName: string): string {
  return `${logicalName}-<${DIGITS} hex digits>`;
}

/** Whether a name in AWS is one that Pulumi makes of a logical name. */
export function isGeneratedFrom(logicalName: string, name: string): boolean {
  return name.startsWith(logicalName) && GENERATED.test(name.slice(logicalName.length));
}

/** Whether a name in AWS is one that Pulumi may make of a resource of one of the components. */
export function isOfComponents(components: readonly string[], name: string): boolean {
  return (
    GENERATED.test(name.slice(-GENERATED_LENGTH)) &&
    components.some((component) => name.startsWith(`${component}-`))
  );
}
