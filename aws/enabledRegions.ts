import { AccountClient, paginateListRegions } from "@aws-sdk/client-account";

import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import type { Credentials } from "./credentials";

/** The Regions that the account of the credentials has enabled; rejects with the error of the SDK. */
export async function enabledRegions(
  region: string,
  credentials: Credentials,
  settings: ClientSettings,
): Promise<string[]> {
  const { client, options, close } = connect(AccountClient, region, settings, credentials);
  const input = { RegionOptStatusContains: ENABLED };
  try {
    const names: string[] = [];
    for await (const { Regions = [] } of paginateListRegions({ client }, input, options())) {
      names.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
    }
    return names;
  } finally {
    close();
  }
}

/** A Region that is being enabled may not answer yet. */
const ENABLED: ("ENABLED" | "ENABLED_BY_DEFAULT")[] = ["ENABLED", "ENABLED_BY_DEFAULT"];
