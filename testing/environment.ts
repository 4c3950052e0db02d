/** Sets variables of this process, and removes undefined ones; the answer puts back what there was. */
export function setEnvironment(env: { [name: string]: string | undefined }): () => void {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  set(Object.entries(env));
  return () => set(before);
}

function set(values: readonly (readonly [string, string | undefined])[]): void {
  for (const [name, value] of values) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
