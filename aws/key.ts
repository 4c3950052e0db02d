import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  paginateListAliases,
  paginateListGrants,
  paginateListKeys,
  paginateListResourceTags,
  PutKeyPolicyCommand,
} from "@aws-sdk/client-kms";

import { arnText, knownArn } from "../rules/arn";
import type { AdoptedKey } from "../rules/adoption";
import type { KeyGrant } from "../rules/keys";
import type { ObservedKey } from "../rules/readers/topicKey";
import { atOnce } from "./atOnce";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import { isCode } from "./errors";
import type { Credentials } from "./credentials";
import { itemsOf } from "./pages";

const AT_ONCE = 8;

/** KMS of an account in a Region; every call rejects with the error of the SDK. */
export interface Keys {
  describe(arn: string): Promise<AdoptedKey>;
  /** The policy's text. */
  policy(arn: string): Promise<string>;
  /** The key that an ARN, id or alias stands for; undefined: there is none. */
  find(keyId: string): Promise<ObservedKey | undefined>;
  setPolicy(arn: string, text: string): Promise<void>;
  /** What grants let principals do that the policy does not show. */
  grants(arn: string): Promise<KeyGrant[]>;
  /** ARNs of the account's keys in the Region. */
  arns(): Promise<string[]>;
  /** ARNs of those that have an alias, without AWS's own. */
  aliased(): Promise<string[]>;
  /** Whether a key has the tag; one that its policy hides from the account's identities, or that does not exist, has not. */
  hasTag(arn: string, name: string, value: string): Promise<boolean>;
  /** ARNs of those that have the tag; those whose policy refuses the account's identities are left out. */
  tagged(name: string, value: string): Promise<string[]>;
  /** Ids of the enabled or disabled keys of the account with the description and without an alias, the newest first. */
  unused(description: string): Promise<string[]>;
  close(): void;
}

export function keys(
  region: string,
  credentials: Credentials | undefined,
  settings: ClientSettings,
): Keys {
  const connection = connect(KMSClient, region, settings, credentials);
  const { client, options } = connection;
  const calls: Keys = {
    async describe(arn) {
      const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: arn }), options());
      const {
        KeySpec = "",
        KeyUsage = "",
        KeyState = "",
        MultiRegion,
        KeyManager,
      } = {
        ...KeyMetadata,
      };
      return {
        ...{ arn, region: knownArn(arn).region, spec: KeySpec, usage: KeyUsage },
        ...{ state: KeyState, multiRegion: MultiRegion, keyManager: KeyManager },
      };
    },
    async policy(arn) {
      const command = new GetKeyPolicyCommand({ KeyId: arn, PolicyName: "default" });
      return (await client.send(command, options())).Policy ?? "";
    },
    async find(KeyId) {
      try {
        const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }), options());
        const { Arn: arn = KeyId, KeyState: state = "" } = { ...KeyMetadata };
        return { arn, state, policy: await calls.policy(arn) };
      } catch (error) {
        if (isCode(error, "NotFoundException")) return undefined;
        throw error;
      }
    },
    async setPolicy(arn, Policy) {
      const command = new PutKeyPolicyCommand({ KeyId: arn, PolicyName: "default", Policy });
      await client.send(command, options());
    },
    async grants(arn) {
      const found: KeyGrant[] = [];
      for await (const { Grants = [] } of paginateListGrants({ client }, { KeyId: arn })) {
        for (const one of Grants) {
          const { GrantId = "", GranteePrincipal, GranteeServicePrincipal, Operations = [] } = one;
          const grantee = GranteePrincipal ?? GranteeServicePrincipal ?? "";
          found.push({ grantId: GrantId, grantee, operations: Operations });
        }
      }
      return found;
    },
    async arns() {
      const found: string[] = [];
      for await (const page of paginateListKeys({ client }, {})) {
        found.push(...(page.Keys ?? []).flatMap(({ KeyArn }) => KeyArn ?? []));
      }
      return found;
    },
    async aliased() {
      const found = new Set<string>();
      for await (const { Aliases = [] } of paginateListAliases({ client }, {})) {
        for (const { AliasArn, AliasName, TargetKeyId } of Aliases) {
          if (!AliasArn || !TargetKeyId || AliasName?.startsWith("alias/aws/")) continue;
          found.add(arnText({ ...knownArn(AliasArn), resource: `key/${TargetKeyId}` }));
        }
      }
      return [...found];
    },
    async hasTag(arn, name, value) {
      try {
        const pages = paginateListResourceTags({ client }, { KeyId: arn }, options());
        const tags = await itemsOf(pages, ({ Tags }) => Tags);
        return tags.some(({ TagKey, TagValue }) => TagKey === name && TagValue === value);
      } catch (error) {
        if (isCode(error, "AccessDeniedException") || isCode(error, "NotFoundException"))
          return false;
        throw error;
      }
    },
    async tagged(name, value) {
      const arns = await calls.arns();
      const isTagged = await atOnce(AT_ONCE, arns, (arn) => calls.hasTag(arn, name, value));
      return arns.filter((_, index) => isTagged[index]);
    },
    async unused(description) {
      const aliased = new Set(await calls.aliased());
      const arns = (await calls.arns()).filter((arn) => !aliased.has(arn));
      const found = await atOnce(AT_ONCE, arns, async (KeyId) => {
        const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }), options());
        return KeyMetadata;
      });
      return found
        .flatMap((key) => (key?.Description === description ? [key] : []))
        .filter(({ KeyState }) => KeyState === "Enabled" || KeyState === "Disabled")
        .sort((a, b) => Number(b.CreationDate) - Number(a.CreationDate))
        .flatMap(({ KeyId }) => KeyId ?? []);
    },
    close: connection.close,
  };
  return calls;
}
