import { AwsError, Members } from "../../cloud/contract";

/** One configured provider. Its credentials are not looked at. */
export interface Connection {
  /** Calls Azure's API; `doing` stands in front of a refusal. */
  call(operation: string, input: Members, doing: string): Promise<Members>;
}

/** A refusal of Azure's API as the provider words it. */
export class AzureError extends Error {
  constructor(
    doing: string,
    operation: string,
    readonly refusal: AwsError,
  ) {
    const { statusCode, code, message } = refusal;
    super(
      `${doing}: securityinsight.DataConnectorsClient#${operation}: Failure responding to request: StatusCode=${statusCode} -- Original Error: autorest/azure: Service returned an error. Status=${statusCode} Code="${code}" Message="${message}"`,
    );
  }
}
