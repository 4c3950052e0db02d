import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";

/** A heading, paragraph or cell of a Markdown document. */
export interface Passage {
  kind: "heading" | "paragraph" | "cell";
  /** Of a heading: 1 to 6. */
  level?: number;
  /** Number of its first line. */
  line: number;
  /** Its words on one line, without the targets of links; code is one word. */
  text: string;
}

/** Stands for code, whatever it is: one word, which may begin a sentence. */
export const CODE = "Code";

const KINDS: { [token: string]: Passage["kind"] } = {
  atxHeading: "heading",
  setextHeading: "heading",
  paragraph: "paragraph",
  tableData: "cell",
  tableHeader: "cell",
};

/** Tokens whose text is read. */
const VISIBLE = new Set(["data", "characterEscapeValue", "autolink", "literalAutolink"]);
const HIDDEN = new Set(["resource", "reference", "htmlText"]);
/** What a token is, whatever is in it. */
const INSTEAD: { [token: string]: string } = { codeText: CODE, lineEnding: " " };

/** Of a page of the Pulumi Registry, which shows the title as its first heading. */
const FRONT_MATTER = /^---\n.*?\n---\n/s;
/** Lines stay, so that those below keep their numbers. */
const titleAlone = (matter: string) =>
  matter.replace(/^(?!title: ).+$/gm, "").replace(/^title: /m, "# ");

/** What is prose in a document, in order; code blocks, comments and targets of links are not. */
export function passagesOf(markdown: string): Passage[] {
  const chunks = preprocess()(markdown.replace(FRONT_MATTER, titleAlone), undefined, true);
  const events = postprocess(
    parse({ extensions: [gfm()] })
      .document()
      .write(chunks),
  );
  const passages: Passage[] = [];
  let open: Passage | undefined;
  let inside: unknown;
  for (const [when, token, context] of events) {
    const kind = KINDS[token.type];
    if (inside !== undefined) {
      if (token === inside) inside = undefined;
    } else if (kind !== undefined && when === "enter") {
      open = { kind, line: token.start.line, text: "" };
      passages.push(open);
    } else if (kind !== undefined) {
      open = undefined;
    } else if (open !== undefined && when === "enter") {
      if (token.type === "atxHeadingSequence" && open.level === undefined) {
        open.level = token.end.offset - token.start.offset;
      }
      const instead = INSTEAD[token.type];
      const isVisible = VISIBLE.has(token.type);
      if (isVisible || instead !== undefined || HIDDEN.has(token.type)) inside = token;
      open.text += instead ?? (isVisible ? context.sliceSerialize(token) : "");
    }
  }
  return passages.map((passage) => ({
    ...passage,
    text: passage.text.replace(/\s+/g, " ").trim(),
  }));
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

export const sentencesOf = ({ text }: Passage): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment.trim());
