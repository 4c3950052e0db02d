// Generated cases are the same in every run: a test fails by a change, and not by chance. SEED=2 gives others.
require("fast-check").configureGlobal({ seed: Number(process.env.SEED ?? 1) });
