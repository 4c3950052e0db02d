/** Stands in a form for the secret of an access key, which is never printed. */
export const SECRET_TEXT = "the secret that accessKey.secret was given";
