import type { PlannedAddOn } from "../../rules/addOns";
import { ACCOUNT_STAND_IN } from "../../rules/addOns";
import { iamArn, knownArn, parseArn } from "../../rules/arn";
import { generatedName, isGeneratedFrom } from "../../rules/generatedNames";
import { accountIdOf } from "../../rules/plan";
import type { ReaderPlan } from "../../rules/readers";
import { decryptionBy } from "../../rules/readers";
import type { Finding } from "../findings";
import { error, unchecked } from "../findings";
import type { Analysis } from "./analysis";
import type { WholeStack } from "./wholeStack";

/** Readers that the key's policy, as far as it is known, keeps from decrypting findings: they would be connected and get no data. */
export function readerFindings(
  { plan: { accounts, settings, shown }, policies }: Pick<Analysis, "plan" | "policies">,
  { addOns }: Pick<WholeStack, "addOns">,
): Finding[] {
  const policy = policies?.key.document;
  if (policy === undefined) return [];
  const accountId = accountIdOf(accounts, accounts.bucketOwner) ?? ACCOUNT_STAND_IN;
  const { keyArn } = shown;
  const { partition, accountId: ofKey } = knownArn(keyArn);
  return [...addOns.readers.values()].flatMap((reader) => {
    const { kind, name, generated } = identityOf(reader.plan, settings.readerArns);
    const arn = iamArn(partition, accountId, `${kind}/${name}`);
    const { result, reasons } = decryptionBy(arn, keyArn, policy);
    if (result === "allowed") return [];
    const make = result === "undetermined" ? unchecked : error;
    const denying = reasons.filter(
      ({ effect, outcome }) => effect === "Deny" && outcome === "applies",
    );
    return [
      make("readerCannotDecrypt", {
        ...{ addOn: reader.key, readerArn: arn, keyArn },
        denying: denying.map(({ index, sid }) => ({ index, ...(sid !== undefined && { sid }) })),
        byReaderArns: settings.key.existing?.policy !== "external" && accountId !== ofKey,
        ...(generated && { generated: chosenName(reader, partition, accountId) }),
      }),
    ];
  });
}

/** The role or user of a reader; one whose name AWS has already may be among the readers that the policies admit. */
function identityOf({ settings, names }: ReaderPlan, readerArns: readonly string[]) {
  const kind = settings.identity === "accessKey" ? "user" : "role";
  if (settings.roleName !== undefined) {
    return { kind, name: settings.roleName, generated: false };
  }
  const logicalName = names[kind];
  const admitted = readerArns
    .map((arn) => parseArn(arn)?.resource ?? "")
    .find((resource) => isGeneratedFrom(`${kind}/${logicalName}`, resource));
  return admitted === undefined
    ? { kind, name: generatedName(logicalName), generated: true }
    : { kind, name: admitted.slice(kind.length + 1), generated: false };
}

/** A name that a role can be given, so that it is known before AWS has it. Users have none. */
function chosenName(
  { key, plan: { settings, names } }: PlannedAddOn & { plan: ReaderPlan },
  partition: string,
  accountId: string,
) {
  if (settings.identity === "accessKey") return {};
  const name = names.role;
  return {
    chosen: {
      ...{ path: `${key}.${settings.identity}.name`, name },
      arn: iamArn(partition, accountId, `role/${name}`),
    },
  };
}
