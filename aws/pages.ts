import type { Account } from "./accounts";
import type { ClientClass, Connection } from "./connection";
import { CALLS_IN_DEPLOYMENTS, connect } from "./connection";

/** The items of all pages, in order. */
export async function itemsOf<Page, Item>(
  pages: AsyncIterable<Page>,
  of: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(of(page) ?? []));
  return items;
}

/** The pages of a call for which AWS's SDK has no paginator. */
export async function* pagesOf<Page extends { NextToken?: string | undefined }>(
  page: (NextToken: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const answer = await page(token);
    yield answer;
    token = answer.NextToken;
  } while (token !== undefined && token !== "");
}

/** Reads by a client of an account in a Region, with the settings of deployments, and closes it. */
export async function readAs<Client extends { destroy(): void }, T>(
  Class: ClientClass<Client>,
  { credentials }: Pick<Account, "credentials">,
  region: string,
  read: (connection: Connection<Client>) => Promise<T>,
): Promise<T> {
  const connection = connect(Class, region, CALLS_IN_DEPLOYMENTS, credentials);
  try {
    return await read(connection);
  } finally {
    connection.close();
  }
}
