import { NormalizedSchema } from "@smithy/core/schema";

/** An operation as the AWS SDK's client describes it. */
export interface HttpOperation {
  name: string;
  /** Method, path with labels and fixed parameters, and the status of an answer; none for services of one path. */
  http?: [method: string, uri: string, status: number];
  input: NormalizedSchema;
  output: NormalizedSchema;
}

/** What the AWS SDK's client of a service knows of how the service is spoken to. */
export interface HttpModel {
  /** As operations name it in the sandbox. */
  service: string;
  operations: Map<string, HttpOperation>;
  /** Code of an error -> its HTTP status, of the errors whose status the model gives. */
  statuses: Map<string, number>;
}

/** As operations name services in the sandbox. */
export type HttpService =
  | "account"
  | "athena"
  | "cloudwatch"
  | "events"
  | "glue"
  | "guardduty"
  | "iam"
  | "kms"
  | "lambda"
  | "logs"
  | "organizations"
  | "s3"
  | "s3control"
  | "scheduler"
  | "sns"
  | "sqs"
  | "sts";

// With its type written: declarations of all that the clients export took most of the type check.
const CLIENTS: { [Service in HttpService]: () => Promise<object> } = {
  account: () => import("@aws-sdk/client-account"),
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
  s3control: () => import("@aws-sdk/client-s3-control"),
  scheduler: () => import("@aws-sdk/client-scheduler"),
  sns: () => import("@aws-sdk/client-sns"),
  sqs: () => import("@aws-sdk/client-sqs"),
  sts: () => import("@aws-sdk/client-sts"),
};

const loaded = new Map<HttpService, Promise<HttpModel>>();

/** Read when a service is first called: a client takes tens of milliseconds to load. */
export function httpModelOf(service: HttpService): Promise<HttpModel> {
  let model = loaded.get(service);
  if (model === undefined) {
    model = CLIENTS[service]().then((client) => modelOfClient(service, client));
    loaded.set(service, model);
  }
  return model;
}

/** Kinds of schemas, the first of a schema's parts. Source: @smithy/types, schema/static-schemas. */
const OPERATION = 9;
const ERROR = -3;

type Schema = [kind: number, namespace: string, name: string, traits: Traits, ...unknown[]];
interface Traits {
  http?: [string, string, number];
  httpError?: number;
  awsQueryError?: [code: string, status: number];
}

function modelOfClient(service: string, client: object): HttpModel {
  const schemas = Object.entries(client)
    .filter(([name, value]) => name.endsWith("$") && Array.isArray(value))
    .map(([, value]) => value as Schema);
  const operations = schemas
    .filter(([kind]) => kind === OPERATION)
    .map(([, , name, { http }, input, output]): [string, HttpOperation] => [
      name,
      { name, http, input: schemaOf(input), output: schemaOf(output) },
    ]);
  const statuses = schemas
    .filter(([kind]) => kind === ERROR)
    .flatMap(([, , name, { httpError, awsQueryError }]): [string, number][] => {
      const status = awsQueryError?.[1] ?? httpError;
      return status === undefined ? [] : [[awsQueryError?.[0] ?? name, status]];
    });
  return { service, operations: new Map(operations), statuses: new Map(statuses) };
}

function schemaOf(reference: unknown): NormalizedSchema {
  return NormalizedSchema.of(reference as Parameters<typeof NormalizedSchema.of>[0]);
}
