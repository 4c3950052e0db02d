import { Invoke } from "../../resource/type";
import { Connection } from "../connection";
import { getDetector } from "./guardduty";
import { getCallerIdentity, getPartition, getRegion } from "./identity";
import { getKey } from "./kms";
import { getDelegatedAdministrators, getOrganization, getRegions } from "./organizations";
import { getBucket, getBucketPolicy, getObject } from "./s3";

export const functions: { [token: string]: Invoke<Connection> } = {
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
  "aws:guardduty/getDetector:getDetector": getDetector,
  "aws:s3/getBucket:getBucket": getBucket,
  "aws:s3/getBucketPolicy:getBucketPolicy": getBucketPolicy,
  "aws:s3/getObject:getObject": getObject,
  "aws:kms/getKey:getKey": getKey,
  "aws:account/getRegions:getRegions": getRegions,
  "aws:organizations/getOrganization:getOrganization": getOrganization,
  "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators":
    getDelegatedAdministrators,
};
