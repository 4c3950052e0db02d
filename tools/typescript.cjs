// Lets Node run the sources: `node -r ./tools/typescript.cjs FILE`. Not said in tsconfig.json, since Pulumi's plugin host,
// which reads that too, has ts-node check types, and swc cannot.
require("ts-node").register({ transpileOnly: true, swc: true });
