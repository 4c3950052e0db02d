import type { ProviderChoice } from "../plan/providers";
import { PER_REGION_AT_MOST, PROVIDER_MEGABYTES } from "../plan/providers";
import { counted } from "./words";

/** How many processes the engine starts for AWS providers, their memory, and why it is so many. */
export function providersText(processes: number, choice: ProviderChoice): string {
  const { least, most } = PROVIDER_MEGABYTES;
  const memory = `about ${gigabytes(processes * least)} to ${gigabytes(processes * most)} GB of memory`;
  return `${counted(processes, "AWS provider process", "AWS provider processes")}, ${memory}: ${reason(choice)}`;
}

function gigabytes(megabytes: number): string {
  return (megabytes / 1000).toFixed(1);
}

function reason({ mode, automatic, perRegion }: ProviderChoice): string {
  const each = mode === "perAccount" ? "one for each account" : "one for each account and Region";
  if (!automatic) return `${each} (providerMode is ${mode})`;
  if (mode === "perRegion") return `${each} (providerMode auto: up to ${PER_REGION_AT_MOST})`;
  return `${each} (providerMode auto: one for each account and Region would be ${perRegion})`;
}
