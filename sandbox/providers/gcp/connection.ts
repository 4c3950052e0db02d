import { AwsError, Members } from "../../cloud/contract";

/** One configured provider. Its credentials are not looked at. */
export interface Connection {
  project: string | undefined;
  /** Calls Google's API; `doing` stands in front of a refusal. */
  call(operation: string, input: Members, doing: string): Promise<Members>;
}

/** A refusal of Google's API as the provider words it. */
export class GoogleError extends Error {
  constructor(
    doing: string,
    readonly refusal: AwsError,
  ) {
    super(`${doing}: googleapi: Error ${refusal.statusCode}: ${refusal.message}`);
  }
}
