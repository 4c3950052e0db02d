import { parseArn } from "../arn";
import { conditionsIn } from "../evaluator";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { ReaderPreset, VendorPreset } from "../readers";
import { PRESETS } from "../readers";
import type { AddOnDocument } from "./documents";
import type { AddOnsPlan } from "./plan";

/** Who may take a role of an add-on without being the caller that it is for, or why no caller can. */
export type TrustFinding =
  /** Nothing that the issuer or AWS vouches for names the caller: `keys` are what callers choose themselves. */
  | { id: "trustNotBound"; addOn: string; principals: string[]; keys: string[] }
  /** IAM compares with StringEquals literally; as a pattern it would admit others of a shared issuer. */
  | { id: "subjectWildcard"; addOn: string; issuer: string; subjects: string[] }
  /** Another account takes the role for whoever of its customers asks. */
  | { id: "externalIdMissing"; addOn: string; principals: string[]; accountId: string };

/** In lower case: what a caller of sts:AssumeRole or sts:AssumeRoleWithWebIdentity chooses by itself. */
const CHOSEN =
  /^(sts:(externalid|rolesessionname|sourceidentity|transitivetagkeys)|aws:(requesttag\/.*|tagkeys|useragent|referer))$/;

/** What is wrong with a trust policy; `vendorAudiences` are of an application of the vendor, `accountId` is that of the bucket's owner. */
export function trustProblems(
  addOn: string,
  document: PolicyDocument,
  vendorAudiences: readonly string[],
  accountId: string,
): TrustFinding[] {
  return listOf(document.Statement)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => [
      ...bySubject(addOn, statement, vendorAudiences),
      ...byAccount(addOn, statement, accountId),
    ]);
}

/** The audiences of tokens that no caller but the vendor's application gets. */
export function vendorAudiences(preset: ReaderPreset | undefined): readonly string[] {
  const { sessionNamePrefix, audiences } = preset === undefined ? {} : facts(preset);
  return sessionNamePrefix === undefined ? [] : [audiences ?? []].flat();
}

const facts = (preset: ReaderPreset): VendorPreset => PRESETS[preset];

/** What is wrong with the trust of the add-ons' roles; `accountId` is that of the bucket's owner. */
export function trustFindings(
  documents: readonly AddOnDocument[],
  { readers }: AddOnsPlan,
  accountId: string,
): TrustFinding[] {
  const presets = new Map(
    [...readers.values()].map(({ key, plan }) => [key, plan.settings.preset]),
  );
  return documents
    .filter(({ kind }) => kind === "trust")
    .flatMap(({ addOn, document }) =>
      trustProblems(addOn, document, vendorAudiences(presets.get(addOn)), accountId),
    );
}

function bySubject(
  addOn: string,
  statement: PolicyStatement,
  vendorAudiences: readonly string[],
): TrustFinding[] {
  const federated = principals(statement, "Federated");
  const everyone = principals(statement, "AWS").filter((one) => one === "*");
  const open = statement.Principal === "*" ? ["*"] : everyone;
  if (federated.length + open.length === 0) return [];
  // What a condition excludes leaves everyone else.
  const uses = conditionsIn(statement).filter(({ operator }) => !/not|null/.test(operator));
  const bound = uses.some(({ key, values }) => {
    if (key.endsWith(":sub")) return true;
    // An issuer's clients choose the audience of their tokens, except one that belongs to a vendor's application.
    if (key.endsWith(":aud")) return values.every((value) => vendorAudiences.includes(value));
    return federated.length === 0 && !CHOSEN.test(key);
  });
  const subjects = uses
    .filter(({ key }) => key.endsWith(":sub"))
    .flatMap(({ values }) => values.map(String).filter((value) => /[*?]/.test(value)));
  const issuer = (federated[0] ?? "").replace(/^.*oidc-provider\//, "");
  return [
    ...(bound
      ? []
      : [
          {
            id: "trustNotBound" as const,
            addOn,
            principals: [...federated, ...open],
            keys: uses.map(({ key }) => key),
          },
        ]),
    ...(subjects.length === 0 ? [] : [{ id: "subjectWildcard" as const, addOn, issuer, subjects }]),
  ];
}

function byAccount(addOn: string, statement: PolicyStatement, own: string): TrustFinding[] {
  const others = principals(statement, "AWS").filter(
    (one) => one !== "*" && accountOf(one) !== own,
  );
  const sent = conditionsIn(statement).some(({ key }) => key === "sts:externalid");
  if (others.length === 0 || sent) return [];
  const [first = ""] = others;
  const accountId = accountOf(first) ?? first;
  return [{ id: "externalIdMissing", addOn, principals: others, accountId }];
}

const accountOf = (principal: string): string | undefined =>
  /^\d{12}$/.test(principal) ? principal : parseArn(principal)?.accountId;

function principals({ Principal }: PolicyStatement, kind: string): string[] {
  return typeof Principal === "object" ? listOf(Principal[kind]) : [];
}
