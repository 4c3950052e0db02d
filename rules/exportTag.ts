/** The tag of the keys that an export creates: its value is the Sid prefix, which no other export has. */
export const EXPORT_TAG = "guardduty-export";

/** What limits a permission to keys that are created with the export's tag, and to keys that have it. */
export function keyTagConditions(sidPrefix: string) {
  return {
    creates: { [`aws:RequestTag/${EXPORT_TAG}`]: [sidPrefix] },
    has: { [`aws:ResourceTag/${EXPORT_TAG}`]: [sidPrefix] },
  };
}
