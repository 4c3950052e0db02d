// The Pulumi SDK keeps a stack for every promise, mocha makes stacks endless, and ts-node maps each frame of them to its source:
// together half the time of a test that registers resources.
Error.stackTraceLimit = 3;
