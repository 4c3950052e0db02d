/** Methods that search a text, or a list, for their first argument. */
const SEARCHES = new Set([
  ...["includes", "startsWith", "endsWith", "indexOf", "lastIndexOf", "localeCompare", "has"],
  ...["match", "matchAll", "search", "replace", "replaceAll", "split"],
]);
const PATTERNS = new Set(["test", "exec"]);
const COMPARISONS = new Set(["===", "!==", "==", "!="]);

const MESSAGE =
  "A sentence is no identifier: compare an id, a code or a value, and make the text where it is printed.";

/** An expression without `as` and the like. */
function bare(node) {
  return node?.type.startsWith("TS") ? bare(node.expression) : node;
}

/** A space alone separates; with anything next to it, it is a sentence. */
function isSentence(text) {
  return text.includes(" ") && text.trim() !== "";
}

/** Of a pattern only the words that stand next to each other: forms of files and escapes do not count. */
function phrasesOf(pattern) {
  return /(?<!\\)\w \w/.exec(pattern.replace(/\[[^\]]*\]/g, ""))?.[0] ?? "";
}

/**
 * No finished text is compared or searched: string literals, templates and patterns that hold a space, written there or as a
 * constant of the file.
 */
export const sentences = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const { sourceCode } = context;

    /** The initialiser of a constant of the file, or the expression itself. */
    function resolved(node) {
      const inner = bare(node);
      if (inner?.type !== "Identifier") return inner;
      let scope = sourceCode.getScope(inner);
      for (; scope !== null; scope = scope.upper) {
        const definition = scope.set.get(inner.name)?.defs[0];
        if (definition === undefined) continue;
        const { parent, node: declarator } = definition;
        return parent?.kind === "const" ? bare(declarator.init) : undefined;
      }
      return undefined;
    }

    /** The texts that an expression compares with: its own, or those of its list. */
    function textsOf(node) {
      const value = resolved(node);
      switch (value?.type) {
        case "Literal":
          if (value.regex) return [phrasesOf(value.regex.pattern)];
          return typeof value.value === "string" ? [value.value] : [];
        case "TemplateLiteral":
          return value.quasis.map(({ value: { raw } }) => raw);
        case "ArrayExpression":
          return value.elements.flatMap(textsOf);
        case "NewExpression":
          return value.arguments.flatMap(textsOf);
        default:
          return [];
      }
    }

    const check = (node, of) => {
      if (of && textsOf(of).some(isSentence)) context.report({ node, message: MESSAGE });
    };

    return {
      BinaryExpression(node) {
        if (!COMPARISONS.has(node.operator)) return;
        if ([node.left, node.right].some((side) => textsOf(side).some(isSentence))) {
          context.report({ node, message: MESSAGE });
        }
      },
      SwitchCase: (node) => check(node, node.test),
      CallExpression(node) {
        const callee = node.callee;
        if (callee.type !== "MemberExpression" || callee.computed) return;
        const { name } = callee.property;
        if (PATTERNS.has(name)) return check(node, callee.object);
        if (!SEARCHES.has(name)) return;
        check(node, node.arguments[0]);
        const list = resolved(callee.object);
        if (name !== "split" && ["ArrayExpression", "NewExpression"].includes(list?.type)) {
          check(node, list);
        }
      },
    };
  },
};
