import { isObject } from "../rpc";

/** An unset value and the zero value of its type are one and the same upstream. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false || value === 0) {
    return true;
  }
  return isObject(value) && Object.values(value).every(isEmpty);
}

export function sameValue(left: unknown, right: unknown): boolean {
  if (isEmpty(left) && isEmpty(right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item, index) => sameValue(item, right[index]))
    );
  }
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].every((key) => sameValue(left[key], right[key]));
  }
  return left === right;
}

/** The same items in whatever order. */
export function sameSet(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return sameValue(left, right);
  if (left.length !== right.length) return false;
  return left.every((item) => right.some((other) => sameValue(item, other)));
}
