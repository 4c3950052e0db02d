/**
 * Keys whose values are dates: the operators that AWS documents for each, in lower case.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
const OPERATORS = new Map([
  ["aws:currenttime", /^date/],
  ["aws:epochtime", /^(date|numeric)/],
  ["aws:tokenissuetime", /^(date|numeric)/],
]);

/** Whether the values of a key are dates, whose form in a text is not documented. */
export function isDateKey(key: string): boolean {
  return OPERATORS.has(key.toLowerCase());
}

/** Whether AWS documents what an operator makes of a key; its name without prefix and suffix. */
export function isComparable(key: string, operator: string): boolean {
  return OPERATORS.get(key.toLowerCase())?.test(operator.toLowerCase()) ?? true;
}
