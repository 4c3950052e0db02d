const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
/** A domain of the highest level in letters, or in the encoding of an internationalized one. */
const TOP = "(?:[a-z]{2,63}|xn--(?:[a-z0-9-]{0,57}[a-z0-9]))";
const DOMAIN = new RegExp(`^(?:\\*\\.)?(?:${LABEL}\\.)+${TOP}$`, "i");
/** Source: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const LONGEST = 253;

export const isDomain = (entry: string): boolean => entry.length <= LONGEST && DOMAIN.test(entry);

/** The domain in an entry that is none: without a comment, a scheme, a path, a port or the dot of the root, and in ASCII. */
export function domainIn(entry: string): string | undefined {
  const host = hostIn(entry).replace(/\.$/, "");
  const [, wildcard = "", name = ""] = /^(\*\.)?(.*)$/.exec(host) ?? [];
  const meant = `${wildcard}${asciiOf(name)}`;
  return isDomain(meant) ? meant : undefined;
}

/** What is left of an entry without a comment, a scheme, a path or a port. */
export function hostIn(entry: string): string {
  return (
    withoutComment(entry)
      .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
      // A number behind a slash is a length.
      .replace(/[/?](?!\d+$).*$/, "")
      .replace(/:\d{1,5}$/, "")
  );
}

/** The start of an entry, up to a space or a comment. */
export const withoutComment = (entry: string): string => entry.split(/[\s#;,]/)[0] ?? "";

/** The host of a URL is in ASCII; a name that can be none is no domain either. */
function asciiOf(name: string): string {
  const url = `http://${name}/`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}
