// Every sandbox that a test starts, in this process or another, refuses members that it does not model.
process.env.SANDBOX_STRICT = "true";
