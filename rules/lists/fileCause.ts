/** Why a file of a list could not be read. */
export type ListFileCause =
  "notFound" | "notRegular" | "noPermission" | "tooLarge" | "notText" | "outside";
