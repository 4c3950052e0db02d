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
import { CALLS_IN_DEPLOYMENTS, connect } from "../connection";
import { isCode } from "../errors";
import { observe } from "../observe";
import type { Found } from "./found";

const LOST_READERS: { [kind in IdentityKind]: string[] } = {
  role: ["iam:ListRoles", "iam:ListRolePolicies", "iam:GetRolePolicy"],
  user: ["iam:ListUsers", "iam:ListUserPolicies", "iam:GetUserPolicy"],
};

/** The roles or users of a generated name, or of the one that is given, whose inline policies name the bucket. Never rejects. */
export function lostReaders(
  { credentials }: Account,
  region: string,
  { kind, name, given, bucketArn }: ReaderSearch,
): Promise<Result<Found[]>> {
  return observe(LOST_READERS[kind], async () => {
    const connection = connect(IAMClient, region, CALLS_IN_DEPLOYMENTS, credentials);
    try {
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
    } finally {
      connection.close();
    }
  });
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
      const names: string[] = [];
      for await (const { Roles = [] } of paginateListRoles({ client, pageSize }, {})) {
        names.push(...Roles.flatMap(({ RoleName }) => RoleName ?? []));
      }
      return names;
    },
    async policies({ client, options }, RoleName) {
      const documents: string[] = [];
      for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
        for (const PolicyName of PolicyNames) {
          const command = new GetRolePolicyCommand({ RoleName, PolicyName });
          documents.push((await client.send(command, options())).PolicyDocument ?? "");
        }
      }
      return documents;
    },
  },
  user: {
    async names({ client }) {
      const names: string[] = [];
      for await (const { Users = [] } of paginateListUsers({ client, pageSize }, {})) {
        names.push(...Users.flatMap(({ UserName }) => UserName ?? []));
      }
      return names;
    },
    async policies({ client, options }, UserName) {
      const documents: string[] = [];
      for await (const { PolicyNames = [] } of paginateListUserPolicies({ client }, { UserName })) {
        for (const PolicyName of PolicyNames) {
          const command = new GetUserPolicyCommand({ UserName, PolicyName });
          documents.push((await client.send(command, options())).PolicyDocument ?? "");
        }
      }
      return documents;
    },
  },
};
