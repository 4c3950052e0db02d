import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A shape of a service's input, with what AWS demands of it. */
export interface Shape {
  type: string;
  /** Member -> name of its shape, of a structure. */
  members?: { [member: string]: string };
  required?: string[];
  /** Shape of the items of a list. */
  member?: string;
  /** Shapes of a map. */
  key?: string;
  value?: string;
  enum?: string[];
  /** Length, or of a number its value. */
  min?: number;
  max?: number;
  pattern?: string;
}

/** How an operation's list is answered in pages: members of the input and of the output. */
export interface Pages {
  token: string | string[];
  next: string | string[];
  limit?: string;
  /** Whether there is more, for services that say so. */
  more?: string;
  result: string | string[];
}

export interface OperationModel {
  /** Name of the shape; none for an operation without input. */
  input?: string;
  pages?: Pages;
  /** Codes of the errors that it declares. */
  errors?: string[];
}

/** What AWS's own model says of a service: `tools/models` writes it. */
export interface ServiceModel {
  source: { package: string; version: string; read: string };
  operations: { [operation: string]: OperationModel };
  shapes: { [shape: string]: Shape };
}

/** Where a model says too little: service -> structure -> member -> the shape that it has. */
const CORRECTIONS: { [service: string]: { [structure: string]: { [member: string]: string } } } = {
  // The AWS SDK reads the header as a date, which botocore leaves a text.
  s3: { PutObjectRequest: { Expires: "IfModifiedSince" } },
  // Its pattern is of ARNs of detectors, and plans have tags as well: API_CreateMalwareProtectionPlan.
  guardduty: Object.fromEntries(
    ["TagResource", "UntagResource", "ListTagsForResource"].map((name) => [
      `${name}Request`,
      { ResourceArn: "String" },
    ]),
  ),
  // Its documentation lists the names of both: API_ReceiveMessage.
  sqs: { ReceiveMessageRequest: { AttributeNames: "MessageSystemAttributeList" } },
};

const loaded = new Map<string, ServiceModel | undefined>();

/** The model of a service by the name that operations have in the sandbox; undefined for one that is not AWS's. */
export function modelOf(service: string): ServiceModel | undefined {
  if (!loaded.has(service)) {
    const file = path.join(__dirname, `${service}.json`);
    const text = /^\w+$/.test(service) && existsSync(file) ? readFileSync(file, "utf8") : "null";
    loaded.set(service, corrected(service, JSON.parse(text) ?? undefined));
  }
  return loaded.get(service);
}

function corrected(service: string, model?: ServiceModel): ServiceModel | undefined {
  for (const [structure, members] of Object.entries(CORRECTIONS[service] ?? {})) {
    Object.assign(model?.shapes[structure]?.members ?? {}, members);
  }
  return model;
}
