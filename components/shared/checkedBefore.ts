const CHECKED = new WeakSet<object>();

/** Has the component of these arguments leave out the checks that the program ran for all its components before it created the first. */
export function checkedBefore<Args extends object>(args: Args): Args {
  CHECKED.add(args);
  return args;
}

/** Whether the program ran the component's checks. */
export const wasChecked = (args: object): boolean => CHECKED.has(args);
