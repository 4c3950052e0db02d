import { amzDateOf } from "../sandbox/http/signature";

/** The answer to one request. */
export interface AwsAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON. */
  json(): any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export interface AwsRequest {
  method?: string;
  /** Path and query. */
  path?: string;
  body?: string | Uint8Array;
  headers?: { [name: string]: string };
}

/** Calls AWS's APIs over HTTP with the parts of a signature that say who calls and where; the signature itself is none. */
export function awsClient(endpoint: string, accountId: string, region: string) {
  async function send(service: string, request: AwsRequest): Promise<AwsAnswer> {
    const date = amzDateOf(new Date());
    const scope = `AKIA${accountId}TEST/${date.slice(0, 8)}/${region}/${service}/aws4_request`;
    const headers = {
      "x-amz-date": date,
      "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
      ...request.headers,
    };
    const signed = ["host", ...Object.keys(headers)].join(";");
    const response = await fetch(`${endpoint}${request.path ?? "/"}`, {
      method: request.method ?? "GET",
      body: request.body,
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signed}, Signature=none`,
        ...headers,
      },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text),
    };
  }

  return {
    guardduty: (method: string, path: string, body?: object) =>
      send("guardduty", { method, path, body: body && JSON.stringify(body) }),

    s3: (method: string, path: string, rest: Omit<AwsRequest, "method" | "path"> = {}) =>
      send("s3", { method, path, ...rest }),

    kms: (operation: string, input: object = {}) =>
      send("kms", target(`TrentService.${operation}`, input)),

    organizations: (operation: string, input: object = {}) =>
      send("organizations", target(`AWSOrganizationsV20161128.${operation}`, input)),

    sts: (action: string, parameters: { [name: string]: string } = {}) =>
      send("sts", {
        method: "POST",
        body: new URLSearchParams({
          Action: action,
          Version: "2011-06-15",
          ...parameters,
        }).toString(),
      }),

    send,
  };
}

function target(name: string, input: object): AwsRequest {
  return { method: "POST", body: JSON.stringify(input), headers: { "x-amz-target": name } };
}
