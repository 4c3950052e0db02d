import { GetDataProtectionPolicyCommand } from "@aws-sdk/client-sns";
import type { SNSClient } from "@aws-sdk/client-sns";

import type { Connection } from "./connection";

/** The text of a topic's data protection policy; undefined: it has none. Rejects with the error of the SDK. */
export async function dataProtectionOf(
  { client, options }: Connection<SNSClient>,
  ResourceArn: string,
): Promise<string | undefined> {
  const command = new GetDataProtectionPolicyCommand({ ResourceArn });
  return (await client.send(command, options())).DataProtectionPolicy || undefined;
}
