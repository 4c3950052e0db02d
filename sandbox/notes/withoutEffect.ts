/**
 * Members that a caller may set and that change nothing here, with the reason. Every other member that the code does not
 * read is not modelled.
 */
export const WITHOUT_EFFECT: { [service: string]: { [member: string]: string } } = {
  s3: {
    ChecksumAlgorithm: "names the checksum that the body travels with",
    OptionalObjectAttributes: "asks for what restored objects have, and no object is restored",
    ContentMD5: "is compared with the body over HTTP",
  },
};
