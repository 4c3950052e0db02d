// The Pulumi SDK keeps a stack for every promise, mocha makes stacks endless, and ts-node maps each frame of them to its source:
// together half the time of a test that registers resources.
Error.stackTraceLimit = 3;

// Of the promises' stacks only a warning of leaks has use: theirs are neither kept nor mapped.
const mapped = Error.prepareStackTrace;
Error.prepareStackTrace = (error, calls) =>
  calls[0]?.getFileName()?.endsWith("@pulumi/pulumi/runtime/debuggable.js")
    ? String(error)
    : mapped(error, calls);
