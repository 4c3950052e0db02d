/**
 * Members that a caller may set and that change nothing here, with the reason. Every other member that the code does not
 * read is not modelled.
 */
export const WITHOUT_EFFECT: { [service: string]: { [member: string]: string } } = {
  s3: {
    ChecksumAlgorithm: "names the checksum that the body travels with",
    ChecksumMode: "asks for a checksum that the answer may leave out",
    ChecksumCRC32: "protects the body on its way",
    ChecksumCRC32C: "protects the body on its way",
    ChecksumCRC64NVME: "protects the body on its way",
    ChecksumSHA1: "protects the body on its way",
    ChecksumSHA256: "protects the body on its way",
    ContentMD5: "protects the body on its way",
  },
  sqs: {
    WaitTimeSeconds: "a receive answers at once with what there is",
  },
};
