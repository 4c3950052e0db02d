import { createRequire } from "node:module";

import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../aws/accounts";
import type * as lost from "../../aws/lost";
import type { HealthFinding, Result } from "../../rules/health/types";
import type { LostPart } from "../../rules/preflight";
import {
  lostPartProblem,
  takenEntryProblem,
  unchecked,
  uncheckedOfProvider,
} from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { problemLine } from "../../rules/problems";
import { importArguments, recoverCommand, shellCommand } from "../../rules/recovery";
import { NAME_LIMITS } from "../../rules/resourceNames";
import { identifiedLines } from "../../rules/texts/identified";
import { healthText } from "../../rules/texts/health";
import { logWarnings } from "./checks";
import { accountOfProvider } from "./entries";
import { hasHooks, hook } from "./hooks";
import { hookError } from "./log";
import { valueOf } from "./outputs";

/** What looks for parts that the state lost. */
export type LostSearches = typeof lost;

/** Pulumi runs programs in TypeScript as `nodenext`, where `import()` finds no file without its extension. */
const load = createRequire(__filename);

/** How an earlier one of a resource is found, and with which credentials. */
export interface LostSearch {
  /** Undefined: an entry of which AWS has room for one alone. */
  kind?: LostPart["kind"];
  /** Logical name of the resource. */
  name: string;
  /** In a preview that does not know it yet, nothing is there. */
  region: pulumi.Input<string>;
  /** The calls of `find`. */
  actions: string[];
  find(
    searches: LostSearches,
    account: Account,
    of: { region: string; inputs: { [name: string]: unknown } },
  ): Promise<Result<lost.Found[]>>;
  /** Whether previews look too. Defaults to true. */
  onDryRun?: boolean;
  /** Undefined: the credentials are not known. Defaults to those of the component's provider. */
  account?: (region: string) => Promise<Result<Account> | undefined>;
  /** Defaults to the component's. */
  provider?: pulumi.ProviderResource | undefined;
}

/** The components of which a program's own provider has been reported. */
const reported = new WeakSet<pulumi.Resource>();

/**
 * A hook that runs before a resource is created, in previews too: what the stack created earlier and a refresh dropped from its state
 * is not made a second time without a word. The engine says nothing of a resource that the deployment replaces: that one is named too.
 */
export function notLost(
  component: pulumi.Resource,
  search: LostSearch,
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const { kind, name, actions, find } = search;
  const { account = (region: string) => accountOfProvider(component, region) } = search;
  const provider = search.provider ?? component.getProvider("aws:index:Provider");
  const subject = { check: "lostPart", name, actions } as const;
  const creates = hook(
    `guardduty-export-lost-${name}`,
    async ({ urn, type, newInputs: inputs = {} }) => {
      const region = await valueOf<string | undefined>(search.region);
      if (typeof region !== "string") return;
      const opened = await account(region);
      if (opened === undefined) {
        if (!reported.has(component)) await logWarnings(component, [uncheckedOfProvider(subject)]);
        reported.add(component);
        return;
      }
      const result =
        opened.value === undefined
          ? opened
          : await find(searches(), opened.value, { region, inputs });
      const { value = [], finding } = result as { value?: lost.Found[]; finding?: HealthFinding };
      const problems: Problem[] =
        finding === undefined ? [] : [unchecked(subject)(healthText(finding).problem)];
      const parent = await valueOf<string>(component.urn);
      const reference = provider && (await referenceOf(provider));
      for (const found of value) {
        const resource = { urn, type, inputs, parent, ...(reference && { provider: reference }) };
        const args = importArguments(pulumi.getStack(), { resource, id: found.id });
        const command = shellCommand("pulumi", args);
        // An import takes a generated name for one that the program gives.
        const keep = type in NAME_LIMITS ? ` && ${recoverCommand(pulumi.getStack())}` : "";
        problems.push(problemOf(kind, found.name, `${command}${keep}`));
      }
      await logWarnings(component, problems);
      const errors = problems.filter(({ severity }) => severity === "error");
      if (errors.length > 0) throw hookError(identifiedLines(errors.map(problemLine)));
    },
    { onDryRun: search.onDryRun ?? true },
  );
  return { beforeCreate: [creates] };
}

function problemOf(kind: LostSearch["kind"], name: string, command: string): Problem {
  if (kind !== undefined) return lostPartProblem({ kind, name }, command);
  return takenEntryProblem(name, command, { isPreview: pulumi.runtime.isDryRun() });
}

const searches = (): LostSearches => load("../../aws/lost") as LostSearches;

async function referenceOf(provider: pulumi.ProviderResource): Promise<string> {
  return `${await valueOf<string>(provider.urn)}::${await valueOf<string>(provider.id)}`;
}

/** Has a resource wait for values that its hook reads: a hook that waits itself may hold the engine's only turn. */
export const afterValues = (...values: pulumi.Input<unknown>[]): pulumi.Output<pulumi.Resource[]> =>
  pulumi.all(values).apply(() => []);
