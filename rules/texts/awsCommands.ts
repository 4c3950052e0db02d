import { knownArn } from "../arn";

/** Where a detector is. */
export interface DetectorLocation {
  detectorRegion: string;
  detectorId: string;
}

/** A command of the AWS CLI about a detector. */
export function detectorCommand(
  { detectorRegion, detectorId }: DetectorLocation,
  operation: string,
  options: string,
): string {
  return `aws guardduty ${operation} ${options} --detector-id ${detectorId} --region ${detectorRegion}`;
}

/** The same about a key. */
export function keyCommand(arn: string, operation: string): string {
  return `aws kms ${operation} --key-id ${arn} --region ${knownArn(arn).region}`;
}

/** Cancels a key's deletion, which leaves it disabled, and enables it. */
export function keepKeyCommand(arn: string): string {
  return `${keyCommand(arn, "cancel-key-deletion")} && ${keyCommand(arn, "enable-key")}`;
}

/** Deletes an alias of a key: the key and what it encrypts stay. */
export function deleteAliasCommand(alias: string, keyArn: string): string {
  return `aws kms delete-alias --alias-name ${alias} --region ${knownArn(keyArn).region}`;
}

export function deleteTopicCommand(arn: string): string {
  return `aws sns delete-topic --topic-arn ${arn} --region ${knownArn(arn).region}`;
}
