import { iamArn } from "../../../rules/arn";
import { partitionOf } from "../arn";
import { findEntity } from "../iam/entities";
import { type NeededAction, type Call, EVERY, tagging } from "./needed";

export function iamActions({ world, caller, name, input }: Call): NeededAction[] {
  const { RoleName, UserName, OpenIDConnectProviderArn, PolicyArn, Path = "/", Tags } = input;
  const kind = RoleName === undefined ? "user" : "role";
  const entity: unknown = RoleName ?? UserName;
  if (entity === undefined) {
    return [{ action: name, resources: [OpenIDConnectProviderArn ?? PolicyArn ?? EVERY] }];
  }
  const { region, accountId } = caller;
  const made = iamArn(partitionOf(region), accountId, `${kind}${Path}${String(entity)}`);
  const resources = [findEntity(world, kind, caller, entity)?.arn ?? made];
  const tags = { CreateRole: "TagRole", CreateUser: "TagUser" }[name];
  return [{ action: name, resources }, ...(tags ? tagging(Tags, resources, tags) : [])];
}
