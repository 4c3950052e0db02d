/**
 * Members that a caller may set and that change nothing here, with the reason. Every other member that the code does not
 * read is not modelled.
 */
export const WITHOUT_EFFECT: { [service: string]: { [member: string]: string } } = {
  s3: {
    ChecksumAlgorithm: "names the checksum that the body travels with",
    ChecksumMode: "asks for a checksum that the answer may leave out",
    ChecksumCRC32: "is compared with the body over HTTP alone",
    ChecksumCRC32C: "is not compared with the body",
    ChecksumCRC64NVME: "is not compared with the body",
    ChecksumSHA1: "is compared with the body over HTTP alone",
    ChecksumSHA256: "is compared with the body over HTTP alone",
    ContentMD5: "is compared with the body over HTTP alone",
  },
  sqs: {
    WaitTimeSeconds: "a receive answers at once with what there is",
  },
};
