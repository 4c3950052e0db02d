// What Pulumi registers for a program whose tsconfig.json says nothing of ts-node: TypeScript itself, which checks types.
require("ts-node").register({ swc: false, transpileOnly: false });
