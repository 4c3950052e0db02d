import { packageSchema } from "./packageSchema";
import { registryProblems } from "./registry";

const problems = registryProblems({ ...packageSchema() });
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
