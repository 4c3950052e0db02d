import { cannotRun } from "../cannotRun";

const NAME = /^[\w.-]{1,100}$/;

/** As Pulumi Cloud allows it; a backend of one's own has `organization` alone. */
const ORGANIZATION = /^[a-z\d][\w-]{1,38}[a-z\d]$/i;

/**
 * The stack's own name of a reference that Pulumi takes: `prod`, `acme/prod` or `acme/project/prod`. Throws CannotRun.
 * Source: https://www.pulumi.com/docs/iac/concepts/stacks/#create-a-stack
 */
export function stackNameOf(
  reference: string,
  project: string,
  option: "--stack" | "--write" = "--stack",
): string {
  const parts = reference.split("/");
  const name = parts.at(-1) as string;
  const [organization, itsProject] = parts.slice(0, -1);
  const isOne =
    parts.length <= 3 &&
    NAME.test(name) &&
    (organization === undefined || ORGANIZATION.test(organization)) &&
    (itsProject === undefined || NAME.test(itsProject));
  if (!isOne) {
    throw cannotRun("stackNameInvalid", { option, reference, project });
  }
  if (itsProject !== undefined && itsProject !== project) {
    throw cannotRun("stackOfOtherProject", {
      option,
      reference,
      otherProject: itsProject,
      project,
    });
  }
  return name;
}
