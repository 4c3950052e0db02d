import { Metadata, ServerErrorResponse, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { encode, Props } from "./values";

/** The resource exists but is not as it should be: the engine keeps it, with the reason. */
export class InitFailed extends Error {
  constructor(
    readonly id: string,
    readonly state: Props,
    readonly inputs: Props,
    message: string,
  ) {
    super(message);
  }
}

/** A method that this provider does not have. */
export class Unimplemented extends Error {}

/** The error as gRPC carries it; details of a half-made resource travel in a metadata field. */
export function toServiceError(error: unknown): ServerErrorResponse {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Unimplemented ? status.UNIMPLEMENTED : status.UNKNOWN;
  const metadata = new Metadata();
  if (error instanceof InitFailed) {
    metadata.add("grpc-status-details-bin", Buffer.from(initFailedStatus(error, code)));
  }
  return { name: "ProviderError", message, details: message, code, metadata };
}

function initFailedStatus(error: InitFailed, code: status): Uint8Array {
  const failed = new ErrorResourceInitFailed();
  failed.setId(error.id);
  failed.setProperties(encode(error.state));
  failed.setInputs(encode(error.inputs));
  failed.setReasonsList([error.message]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const details = new Status();
  details.setCode(code);
  details.setMessage(error.message);
  details.addDetails(detail);
  return details.serializeBinary();
}
