import { detectorArn, iamArn } from "../arn";
import type { AccessRequest } from "../evaluator";
import { type ExportSource } from "../policies";
import { DEFAULT_REGIONS, knownRegion, LISTED_OPT_IN_REGIONS } from "../regions";
import { principalOf, sentFor } from "./calls";

/** Somebody who should not be able to do what GuardDuty does for a source. */
export interface Stranger {
  who: string;
  principal: AccessRequest["principal"];
  known: AccessRequest["context"]["known"];
  absent: string[];
  /** A detector of a source's account, which statements that name the whole account are known to let in. */
  ofSourceAccount?: boolean;
}

const SOURCE_KEYS = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"];
const OVER_TLS = { "aws:SecureTransport": "true" };

/** The first of these values that is none of the used ones. */
export function otherThan(used: string[], candidates: readonly string[]): string {
  return candidates.find((one) => !used.includes(one)) ?? `${candidates[0]}0`;
}

/** Strangers of one source: they come with what the source has, but for one thing. */
export function strangersTo(
  source: ExportSource,
  sources: ExportSource[],
  services: string[],
): Stranger[] {
  const accounts = sources.map(({ accountId }) => accountId);
  const otherAccount = otherThan(accounts, digits(12));
  const inAccount = sources.filter(({ accountId }) => accountId === source.accountId);
  const otherDetector = otherThan(
    inAccount.map(({ detectorId }) => detectorId),
    digits(32),
  );
  return [
    detector("a detector of another account", { ...source, accountId: otherAccount }),
    {
      ...detector(`another detector of account ${source.accountId}`, {
        ...source,
        detectorId: otherDetector,
      }),
      ofSourceAccount: true,
    },
    ...unusedRegions(inAccount).map((region) => ({
      ...detector(`a detector of account ${source.accountId} in a Region not exported`, {
        ...source,
        region,
      }),
      ofSourceAccount: true,
    })),
    withoutSource("GuardDuty for no source at all", principalOf(source)),
    ...services.flatMap((service) => [
      {
        who: `${service} for our detector`,
        principal: { kind: "Service" as const, service },
        known: { ...sentFor(source), "aws:PrincipalServiceName": service },
        absent: [],
      },
      withoutSource(`${service} for no source at all`, service),
    ]),
  ];
}

/** Strangers that no source tells apart. */
export function passersBy(sources: ExportSource[]): Stranger[] {
  const account = otherThan(
    sources.map(({ accountId }) => accountId),
    digits(12),
  );
  const partition = sources[0] ? knownRegion(sources[0].region).partition : "aws";
  const arn = iamArn(partition, account, "role/stranger");
  return [
    {
      who: "anybody, without credentials",
      principal: { kind: "Anonymous" },
      known: OVER_TLS,
      absent: [
        ...SOURCE_KEYS,
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalServiceName",
        "kms:CallerAccount",
      ],
    },
    {
      who: "a role of a foreign account",
      principal: { kind: "AWS", arn },
      known: {
        ...OVER_TLS,
        "aws:PrincipalAccount": account,
        "aws:PrincipalArn": arn,
        "aws:PrincipalIsAWSService": "false",
        "aws:PrincipalOrgID": "o-0000000000",
        "kms:CallerAccount": account,
      },
      absent: [...SOURCE_KEYS, "aws:PrincipalServiceName"],
    },
  ];
}

function detector(who: string, source: ExportSource): Stranger {
  const service = principalOf(source);
  return { who, principal: { kind: "Service", service }, known: sentFor(source), absent: [] };
}

function withoutSource(who: string, service: string): Stranger {
  const known = {
    ...OVER_TLS,
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": service,
  };
  return { who, principal: { kind: "Service", service }, known, absent: SOURCE_KEYS };
}

/** A default-enabled and an opt-in Region that an account does not export. */
function unusedRegions(sources: ExportSource[]): string[] {
  const used = sources.map(({ region }) => region);
  return [DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS].flatMap(
    (regions) => regions.find((region) => !used.includes(region)) ?? [],
  );
}

function digits(length: number): string[] {
  return [..."9876543210"].map((digit) => digit.repeat(length));
}

/** The ARN pattern with which a statement names every detector of an account. */
export function everyDetectorOf(source: ExportSource): string {
  return detectorArn({ ...source, detectorId: "*" }).replace(`:${source.region}:`, ":*:");
}
