import type { ExportSettings } from "../args";

/** How the policy of an adopted bucket or key is treated: our statements are merged into it, or somebody else writes it. */
type PolicyTreatment = "merge" | "external";

/** What the settings adopt. */
export interface AdoptedParts {
  bucket?: { name: string; policy: PolicyTreatment };
  key?: { arn: string; policy: PolicyTreatment };
}

/** The bucket and the key that exist already; undefined where a new one is made. */
export function adoptedParts({ bucket, key }: ExportSettings): AdoptedParts {
  return {
    bucket: (bucket as { existing?: AdoptedParts["bucket"] }).existing,
    key: (key as { existing?: AdoptedParts["key"] }).existing,
  };
}
