import {
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  IAMClient,
  paginateListRolePolicies,
  paginateListRoles,
  paginateListUserPolicies,
  paginateListUsers,
} from "@aws-sdk/client-iam";

import { isGeneratedFrom } from "../../rules/generatedNames";
import type { Result } from "../../rules/health/types";
import type { IdentityKind } from "../../rules/identities";
import type { Account } from "../accounts";
import type { Connection } from "../connection";
import { isCode } from "../errors";
import { observe } from "../observe";
import { itemsOf, readAs } from "../pages";
import type { Found } from "./found";

const LOST_READERS: { [kind in IdentityKind]: string[] } = {
  role: ["iam:ListRoles", "iam:ListRolePolicies", "iam:GetRolePolicy"],
  user: ["iam:ListUsers", "iam:ListUserPolicies", "iam:GetUserPolicy"],
};

/** The roles or users of a generated name, or of the one that is given, whose inline policies name the bucket. Never rejects. */
export function lostReaders(
  account: Account,
  region: string,
  { kind, name, given, bucketArn }: ReaderSearch,
): Promise<Result<Found[]>> {
  return observe(LOST_READERS[kind], () =>
    readAs(IAMClient, account, region, async (connection) => {
      const found: Found[] = [];
      const names = given === undefined ? await READS[kind].names(connection) : [given];
      for (const one of names) {
        if (given === undefined && !isGeneratedFrom(name, one)) continue;
        const documents = await unlessGone(READS[kind].policies(connection, one));
        if (documents.some((text) => decodeURIComponent(text).includes(`${bucketArn}/`))) {
          found.push({ name: one, id: one });
        }
      }
      return found;
    }),
  );
}

interface ReaderSearch {
  kind: IdentityKind;
  /** Logical name. */
  name: string;
  given?: string | undefined;
  bucketArn: string;
}

interface Reads {
  names(connection: Connection<IAMClient>): Promise<string[]>;
  /** Documents of its inline policies, as IAM escapes them. */
  policies(connection: Connection<IAMClient>, name: string): Promise<string[]>;
}

/** Of what does not exist there are none. */
async function unlessGone(documents: Promise<string[]>): Promise<string[]> {
  try {
    return await documents;
  } catch (error) {
    const gone = ["NoSuchEntity", "NoSuchEntityException"];
    if (gone.some((code) => isCode(error, code))) return [];
    throw error;
  }
}

/** The most that IAM answers in one page. */
const pageSize = 1000;

const READS: { [kind in IdentityKind]: Reads } = {
  role: {
    async names({ client }) {
      const roles = await itemsOf(
        paginateListRoles({ client, pageSize }, {}),
        ({ Roles }) => Roles,
      );
      return roles.flatMap(({ RoleName }) => RoleName ?? []);
    },
    async policies({ client, options }, RoleName) {
      const pages = paginateListRolePolicies({ client }, { RoleName });
      const names = await itemsOf(pages, ({ PolicyNames }) => PolicyNames);
      return inOrder(names, async (PolicyName) => {
        const command = new GetRolePolicyCommand({ RoleName, PolicyName });
        return (await client.send(command, options())).PolicyDocument ?? "";
      });
    },
  },
  user: {
    async names({ client }) {
      const users = await itemsOf(
        paginateListUsers({ client, pageSize }, {}),
        ({ Users }) => Users,
      );
      return users.flatMap(({ UserName }) => UserName ?? []);
    },
    async policies({ client, options }, UserName) {
      const pages = paginateListUserPolicies({ client }, { UserName });
      const names = await itemsOf(pages, ({ PolicyNames }) => PolicyNames);
      return inOrder(names, async (PolicyName) => {
        const command = new GetUserPolicyCommand({ UserName, PolicyName });
        return (await client.send(command, options())).PolicyDocument ?? "";
      });
    },
  },
};

async function inOrder<T>(names: readonly string[], read: (name: string) => Promise<T>) {
  const found: T[] = [];
  for (const name of names) found.push(await read(name));
  return found;
}
