import { createHmac } from "node:crypto";
import { unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import { isNoEntity, tagEntity } from "./iamRole";

export const user: AwsDefinition = {
  token: "aws:iam/user:User",
  global: true,
  props: {
    // Another name or path makes no other user: its id changes with it.
    name: {
      autoname: { maxLength: 64 },
      test: (value, label) =>
        /^[0-9A-Za-z=,.@\-_+]+$/.test(String(value))
          ? undefined
          : `invalid value for ${label} (must only contain alphanumeric characters, hyphens, underscores, commas, periods, @ symbols, plus and equals signs)`,
    },
    path: { default: "/" },
    forceDestroy: { default: false, local: true },
  },
  notModelled: ["permissionsBoundary"],
  tag: ({ call, inputs }, { set, removed }) =>
    tagEntity(call, "User", inputs["name"], set, removed),

  async create({ call, inputs }) {
    const name: string = inputs["name"];
    const request = {
      UserName: name,
      Path: inputs["path"],
      Tags: toTagList(inputs["tagsAll"]),
    };
    await call("iam:CreateUser", request, `creating IAM User (${name})`);
    return name;
  },
  async read({ call, id, state }) {
    const UserName = state["name"] ?? id;
    const found = await unlessGone(isNoEntity, () =>
      call("iam:GetUser", { UserName }, `reading IAM User (${id})`),
    );
    if (!found) return undefined;
    const { User } = found;
    return {
      id: User.UserName,
      name: User.UserName,
      path: User.Path,
      arn: User.Arn,
      uniqueId: User.UserId,
      tags: fromTagList(User.Tags),
    };
  },
  async update({ call, id, inputs, state, changed }) {
    if (!changed.has("name") && !changed.has("path")) return;
    const request = {
      UserName: state["name"],
      NewUserName: inputs["name"],
      NewPath: inputs["path"],
    };
    await call("iam:UpdateUser", request, `updating IAM User (${id})`);
  },
  async delete(resource) {
    const { call, id, state } = resource;
    await unlessGone(isNoEntity, async () => {
      const UserName: string = state["name"];
      if (state["forceDestroy"] === true) await deleteKeys(resource, UserName);
      await call("iam:DeleteUser", { UserName }, `deleting IAM User (${id})`);
    });
  },
};

async function deleteKeys({ call }: Aws, UserName: string): Promise<void> {
  const { AccessKeyMetadata } = await call("iam:ListAccessKeys", { UserName });
  for (const { AccessKeyId } of AccessKeyMetadata) {
    await call("iam:DeleteAccessKey", { UserName, AccessKeyId });
  }
}

/** What only a secret encrypted for PGP has. */
const noPgp = { encryptedSecret: "", encryptedSesSmtpPasswordV4: "", keyFingerprint: "" };

export const accessKey: AwsDefinition = {
  token: "aws:iam/accessKey:AccessKey",
  global: true,
  props: {
    user: { replaces: true },
    status: { default: "Active", test: tests.oneOf("Active", "Inactive") },
  },
  notModelled: ["pgpKey"],

  async create(resource) {
    const { call, inputs, state, region } = resource;
    const UserName: string = inputs["user"];
    const { AccessKey } = await call(
      "iam:CreateAccessKey",
      { UserName },
      `creating IAM Access Key (${UserName})`,
    );
    // AWS returns the secret once: only state keeps it.
    state["secret"] = AccessKey.SecretAccessKey;
    state["sesSmtpPasswordV4"] = smtpPassword(AccessKey.SecretAccessKey, region);
    return AccessKey.AccessKeyId;
  },
  async settle({ call, id, inputs }) {
    if (inputs["status"] === "Active") return;
    await setStatus(call, inputs["user"], id, inputs["status"]);
  },
  async read({ call, id, state }) {
    const UserName = state["user"];
    const found = await unlessGone(isNoEntity, () =>
      call("iam:ListAccessKeys", { UserName }, `reading IAM Access Key (${id})`),
    );
    const keys: { AccessKeyId: string; Status: string; CreateDate: Date }[] =
      found?.["AccessKeyMetadata"] ?? [];
    const key = keys.find(({ AccessKeyId }) => AccessKeyId === id);
    return (
      key && {
        user: UserName,
        status: key.Status,
        createDate: key.CreateDate.toISOString(),
        ...noPgp,
        // An import cannot recover what was returned once.
        secret: state["secret"] ?? "",
        sesSmtpPasswordV4: state["sesSmtpPasswordV4"] ?? "",
      }
    );
  },
  async update({ call, id, inputs, changed }) {
    if (changed.has("status")) await setStatus(call, inputs["user"], id, inputs["status"]);
  },
  async delete({ call, id, state }) {
    const request = { UserName: state["user"], AccessKeyId: id };
    await call("iam:DeleteAccessKey", request, `deleting IAM Access Key (${id})`);
  },
};

function setStatus(
  call: Aws["call"],
  UserName: string,
  AccessKeyId: string,
  Status: string,
): Promise<object> {
  const doing = `updating IAM Access Key (${AccessKeyId})`;
  return call("iam:UpdateAccessKey", { UserName, AccessKeyId, Status }, doing);
}

/** Source: https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html */
function smtpPassword(secret: string, region: string): string {
  const parts = ["11111111", region, "ses", "aws4_request", "SendRawEmail"];
  const signature = parts.reduce<string | Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    `AWS4${secret}`,
  );
  return Buffer.concat([Buffer.from([4]), signature as Buffer]).toString("base64");
}
