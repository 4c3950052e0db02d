import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { arrows } from "./tools/eslint/rooms.mjs";
import { sentences } from "./tools/eslint/sentences.mjs";

const known = ["console", "process", "setInterval", "clearInterval", "require", "module"];
const globals = Object.fromEntries([...known, "describe", "it"].map((name) => [name, "readonly"]));

export default tseslint.config(
  { ignores: ["dist/", ".cache/", ".sandbox/", "docs/api/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { rooms: { rules: { arrows } }, texts: { rules: { sentences } } },
    rules: {
      "rooms/arrows": "error",
      "texts/sentences": "error",
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ["**/*.{mjs,cjs}"],
    languageOptions: { globals },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // Not awaited, a promise loses its errors. This rule needs types.
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { "@typescript-eslint/no-floating-promises": "error" },
  },
  {
    // The plugin host reads its port from the first line of stdout.
    files: ["index.ts", "components/**", "rules/**"],
    rules: {
      "no-console": "error",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "@pulumi/aws", message: "It loads every service: import the one." }] },
      ],
    },
  },
  {
    // An inline program of the Automation API does not wait for it, and may end before it warns or refuses.
    files: ["components/**", "stacks/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExpressionStatement > CallExpression[callee.property.name='apply']",
          message: "The program may end before: use onceKnown of components/shared/outputs.",
        },
      ],
    },
  },
  {
    files: ["test/**", "testing/**"],
    rules: {
      "texts/sentences": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "MemberExpression[object.name=/^(describe|context|it)$/][property.name=/^(only|skip)$/]",
          message: "Every test runs, always.",
        },
        {
          selector: "CallExpression[callee.name=/^x(describe|context|it)$/]",
          message: "Every test runs, always.",
        },
      ],
    },
  },
);
