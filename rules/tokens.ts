/** The part of a token before its first colon, such as the service of s3:PutObject; all of it where there is none. */
export function beforeColon(token: string): string {
  const end = token.indexOf(":");
  return end === -1 ? token : token.slice(0, end);
}

/** The part of a token after its last colon, such as the name of aws:s3/bucket:Bucket; all of it where there is none. */
export function afterColon(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}
