import { ProviderFunction } from "../../resource/type";
import { Connection } from "../connection";
import { getDetector } from "./guardduty";
import { getCallerIdentity, getPartition, getRegion } from "./identity";
import { getKey } from "./kms";
import { getDelegatedAdministrators, getOrganization, getRegions } from "./organizations";
import { getBucket, getBucketPolicy, getObject } from "./s3";

export const functions: { [token: string]: ProviderFunction<Connection> } = {
  "aws:index/getCallerIdentity:getCallerIdentity": { invoke: getCallerIdentity },
  "aws:index/getPartition:getPartition": { invoke: getPartition },
  "aws:index/getRegion:getRegion": { invoke: getRegion },
  "aws:guardduty/getDetector:getDetector": { invoke: getDetector },
  "aws:s3/getBucket:getBucket": { invoke: getBucket },
  "aws:s3/getBucketPolicy:getBucketPolicy": { invoke: getBucketPolicy },
  "aws:s3/getObject:getObject": {
    invoke: getObject,
    notModelled: ["checksumMode", "range", "tags"],
  },
  "aws:kms/getKey:getKey": { invoke: getKey },
  "aws:account/getRegions:getRegions": { invoke: getRegions },
  "aws:organizations/getOrganization:getOrganization": { invoke: getOrganization },
  "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators": {
    invoke: getDelegatedAdministrators,
  },
};
