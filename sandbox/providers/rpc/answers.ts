import {
  CheckFailure,
  CheckResponse,
  DiffResponse,
  PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Change } from "../resource/diff";

export function checked(inputs: Struct, reasons: string[]): CheckResponse {
  const failures = reasons.map((reason) => new CheckFailure().setReason(reason));
  return new CheckResponse().setInputs(inputs).setFailuresList(failures);
}

const kinds = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

export function diffed(changes: Change[]): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changes.map((change) => change.key))
    .setReplacesList(changes.filter((change) => change.replaces).map((change) => change.key))
    .setHasdetaileddiff(true);
  for (const { key, kind, replaces } of changes) {
    response
      .getDetaileddiffMap()
      .set(key, new PropertyDiff().setKind(kinds[kind][+replaces as 0 | 1]));
  }
  return response;
}
