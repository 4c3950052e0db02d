import type { Members } from "../sandbox/cloud";
import { operationParts } from "../sandbox/cloud/contract";

const PACKAGES: { [service: string]: () => Promise<object> } = {
  athena: () => import("@aws-sdk/client-athena"),
  cloudwatch: () => import("@aws-sdk/client-cloudwatch"),
  events: () => import("@aws-sdk/client-eventbridge"),
  glue: () => import("@aws-sdk/client-glue"),
  guardduty: () => import("@aws-sdk/client-guardduty"),
  iam: () => import("@aws-sdk/client-iam"),
  kms: () => import("@aws-sdk/client-kms"),
  lambda: () => import("@aws-sdk/client-lambda"),
  logs: () => import("@aws-sdk/client-cloudwatch-logs"),
  organizations: () => import("@aws-sdk/client-organizations"),
  s3: () => import("@aws-sdk/client-s3"),
  scheduler: () => import("@aws-sdk/client-scheduler"),
  sns: () => import("@aws-sdk/client-sns"),
  sqs: () => import("@aws-sdk/client-sqs"),
  sts: () => import("@aws-sdk/client-sts"),
};

interface SdkClient {
  send(command: object): Promise<Members>;
  destroy(): void;
}

export interface Sdk {
  /** Calls `service:Operation` over HTTP with the AWS SDK. */
  call(operation: string, input?: Members): Promise<Members>;
  /** The refusal of a call, as `Name: message` of the SDK; fails when the call succeeds. */
  refusal(operation: string, input?: Members): Promise<string>;
  /** The same with credentials that STS answered. */
  with(credentials: Members): Sdk;
}

/** The AWS SDK's own clients at an endpoint, as an account in a Region. */
export function sdkAt(
  endpoint: string,
  accountId: string,
  region = "us-east-1",
  session: Members = {},
): Sdk {
  const call = async (operation: string, input: Members = {}): Promise<Members> => {
    const { service, name } = operationParts(operation);
    const commands = (await PACKAGES[service]!()) as { [name: string]: new (input: object) => any }; // eslint-disable-line @typescript-eslint/no-explicit-any
    const Client = Object.entries(commands).find(([one]) => /^[A-Z]\w+Client$/.test(one))![1];
    const client: SdkClient = new Client({
      endpoint,
      region,
      maxAttempts: 1,
      credentials: {
        accessKeyId: session["AccessKeyId"] ?? `AKIA${accountId}TEST`,
        secretAccessKey: session["SecretAccessKey"] ?? "none",
        sessionToken: session["SessionToken"],
      },
      forcePathStyle: true,
    });
    try {
      return await client.send(new commands[`${name}Command`]!(input));
    } finally {
      client.destroy();
    }
  };
  return {
    call,
    with: (credentials) => sdkAt(endpoint, accountId, region, credentials),
    async refusal(operation, input) {
      try {
        await call(operation, input);
      } catch (error) {
        const { name, message } = error as Error;
        return `${name}: ${message}`;
      }
      throw new Error(`${operation} was expected to be refused and was not`);
    },
  };
}
