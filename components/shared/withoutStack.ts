/**
 * The error without the frames of its stack, for errors that Pulumi prints by their text alone. It inspects them all the same, and Node.js 20.20
 * takes a frame in `node_modules/@pulumi/resource.ts`, as the SDK's source maps have it, for endless: 20 s, gigabytes, and no end before.
 */
export function withoutStack<E extends Error>(error: E): E {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
