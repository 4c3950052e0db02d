/** The part of a token before its first colon, such as the service of s3:PutObject. */
export function beforeColon(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

/** The part of a token after its last colon, such as the name of aws:s3/bucket:Bucket. */
export function afterColon(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}
