import type { StoredObject } from "../../world";
import type { Members } from "../contract";

const MEMBERS = [
  "ChecksumCRC32",
  "ChecksumCRC32C",
  "ChecksumCRC64NVME",
  "ChecksumSHA1",
  "ChecksumSHA256",
];

/** The checksum that an object is put with. */
export function checksumIn(input: Members): StoredObject["checksum"] {
  const [given] = MEMBERS.filter((member) => input[member] !== undefined);
  return given === undefined ? undefined : { member: given, value: input[given] };
}

/** The checksum of an object, of which S3 says that it is of the whole. */
export function checksumMembers({ checksum }: StoredObject): Members {
  return checksum === undefined
    ? {}
    : { [checksum.member]: checksum.value, ChecksumType: "FULL_OBJECT" };
}

/** The same for those who ask for it. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function requestedChecksum({ ChecksumMode }: Members, stored: StoredObject): Members {
  return ChecksumMode === "ENABLED" ? checksumMembers(stored) : {};
}
