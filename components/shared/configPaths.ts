/** The config key of what a path of a component's arguments names. */
export type ConfigPath = (path: string) => string;

const PATHS = new WeakMap<object, ConfigPath>();

/** Has the component of these arguments name them by the config keys that a stack makes them of. */
export function atConfigPath<Args extends object>(args: Args, at: ConfigPath): Args {
  PATHS.set(args, at);
  return args;
}

/** Paths of arguments that no config was read for are named as they are. */
export const configPathOf = (args: object): ConfigPath => PATHS.get(args) ?? ((path) => path);
