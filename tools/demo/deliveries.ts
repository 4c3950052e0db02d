import Table from "cli-table3";

import { knownRegion } from "../../rules/regions";
import type { World } from "../../sandbox/world";
import type { SandboxProcess } from "./sandboxProcess";

/** Exports one finding of each account in each Region; a table per Region of where they went. Throws unless each arrives exactly once. */
export async function deliverEverywhere(
  sandbox: SandboxProcess,
  destinationIds: { [region: string]: string },
): Promise<string> {
  const { accounts } = (await sandbox.control("GET", "/world")).body as World;
  const tables: string[] = [];
  for (const [region, destination] of Object.entries(destinationIds)) {
    const { servicePrincipal } = knownRegion(region);
    const rows: string[][] = [];
    for (const [accountId, { name }] of Object.entries(accounts)) {
      rows.push([`${accountId} ${name}`, await deliver(sandbox, accountId, region)]);
    }
    const head = [region, `Written by ${servicePrincipal} for destination ${destination}`];
    const table = new Table({ head, style: { head: [], border: [], compact: true } });
    table.push(...rows);
    tables.push(table.toString());
  }
  return tables.join("\n");
}

/** Exports one finding, and answers the object key it was delivered to. */
async function deliver(
  sandbox: SandboxProcess,
  accountId: string,
  region: string,
): Promise<string> {
  const { body } = await sandbox.control("POST", "/findings", { accountId, region });
  const { deliveries, refused } = body as { deliveries: { key?: string }[]; refused?: string };
  const [key, ...others] = deliveries.flatMap((delivery) => delivery.key ?? []);
  if (key === undefined || others.length > 0) {
    const why = refused ?? `it was exported ${deliveries.length} times`;
    throw new Error(`the finding of ${accountId} in ${region} did not arrive once: ${why}`);
  }
  return key;
}
