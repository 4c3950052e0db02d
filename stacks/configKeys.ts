interface Values {
  [key: string]: unknown;
}

/** Why Pulumi refuses config keys, or may read another value than the file seems to say. */
export type ConfigKeyMistake =
  /** The key has more parts than Pulumi reads. */
  | { mistake: "parts"; key: string }
  /** Spellings of the same key: Pulumi takes the value of one of them. */
  | { mistake: "twice"; key: string; spellings: string[] };

/** A config key with its namespace; undefined: Pulumi refuses the key. Source: `config.ParseKey` of Pulumi's SDK */
export function namespacedKey(project: string, key: string): string | undefined {
  if (!key.includes(":")) return `${project}:${key}`;
  const [, namespace, name] = /^([^:]*)(?::config)?:([^:]*)$/.exec(key) ?? [];
  return namespace === undefined ? undefined : `${namespace}:${name}`;
}

/** Config values by key with namespace, without the keys that Pulumi refuses. */
export function namespacedValues(project: string, config: Values): Values {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => {
      const full = namespacedKey(project, key);
      return full === undefined ? [] : [[full, value]];
    }),
  );
}

/** What of one file's config keys is not read as it is written. */
export function configKeyMistakes(project: string, config: Values): ConfigKeyMistake[] {
  const spellings = new Map<string, string[]>();
  const parts: ConfigKeyMistake[] = [];
  for (const key of Object.keys(config)) {
    const full = namespacedKey(project, key);
    if (full === undefined) parts.push({ mistake: "parts", key });
    else spellings.set(full, [...(spellings.get(full) ?? []), key]);
  }
  const twice = [...spellings]
    .filter(([, all]) => all.length > 1)
    .map(([key, all]) => ({ mistake: "twice" as const, key, spellings: all }));
  return [...parts, ...twice];
}
