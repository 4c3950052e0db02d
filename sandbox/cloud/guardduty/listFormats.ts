import { isIP } from "node:net";
import { AwsError } from "../contract";

/** Format -> the entry of a line. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html#prepare_list */
const ENTRY_OF_LINE: { [format: string]: (line: string) => string | undefined } = {
  TXT: (line) => line,
  OTX_CSV: (line) => {
    const [type = "", indicator = ""] = cells(line);
    return /^(IPv4|IPv6|CIDR|domain|hostname)$/i.test(type) ? indicator : undefined;
  },
  PROOF_POINT: (line) => cells(line)[0],
  ALIEN_VAULT: (line) => line.replace(/#.*$/, ""),
};

/** The addresses, ranges and domains of a file, each once; lines of nothing else are left out. */
export function entriesOf(format: string, text: string, hasDomains: boolean): string[] {
  const entryOf = ENTRY_OF_LINE[format];
  if (entryOf === undefined) {
    const formats = Object.keys(ENTRY_OF_LINE).join(", ");
    throw new AwsError(
      "NotModelled",
      `The sandbox does not read lists in the format ${format}; it reads ${formats}. Fix: use one of these formats here, and try this list on AWS.`,
      501,
    );
  }
  const entries = text.split(/\r?\n/).flatMap((line) => entryOf(line.trim())?.trim() ?? []);
  const isEntry = (entry: string): boolean => isRange(entry) || (hasDomains && isDomain(entry));
  return [...new Set(entries.filter(isEntry))];
}

export function isRange(entry: string): boolean {
  const [address = "", length, ...more] = entry.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0 || address.includes("%")) return false;
  return (
    length === undefined ||
    (/^(0|[1-9]\d{0,2})$/.test(length) && Number(length) <= (family === 6 ? 128 : 32))
  );
}

function isDomain(entry: string): boolean {
  return /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,57}[a-z0-9])$/i.test(
    entry,
  );
}

function cells(line: string): string[] {
  return line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}
