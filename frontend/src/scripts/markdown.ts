import type { Mark, Node, Schema } from "@tiptap/pm/model";
import { defaultMarkdownSerializer, MarkdownParser, MarkdownSerializer, type MarkdownSerializerState } from "prosemirror-markdown";
import type Token from "markdown-it/lib/token.mjs";
import { dialect } from "./dialect";

type State = MarkdownSerializerState & { out: string; delim: string; closed: unknown; atBlockStart: boolean; inAutolink?: boolean | undefined; inCell?: boolean; bracket?: string | null };

/** Markdown becomes the rich editor's document. Throws what the schema can't hold. */
export function read(schema: Schema, text: string): Node {
  return new MarkdownParser(schema, dialect(), {
    paragraph: { block: "paragraph" },
    blockquote: { block: "blockquote" },
    callout: { block: "callout", getAttrs: (token) => ({ kind: (token.meta as { kind: string }).kind }) },
    heading: { block: "heading", getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
    bullet_list: { block: "bulletList", getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
    ordered_list: {
      block: "orderedList",
      getAttrs: (token, tokens, at) => ({ start: Number(token.attrGet("start") ?? 1), tight: isTight(tokens, at) }),
    },
    list_item: { block: "listItem" },
    code_block: { block: "codeBlock", noCloseToken: true },
    fence: { block: "codeBlock", getAttrs: (token) => ({ language: token.info.trim() || null }), noCloseToken: true },
    hr: { node: "horizontalRule" },
    image: { node: "image", getAttrs: (token) => ({ src: token.attrGet("src"), alt: token.content, title: token.attrGet("title") }) },
    hardbreak: { node: "hardBreak" },
    softbreak: { node: "hardBreak" },
    table: { block: "table" },
    thead: { ignore: true },
    tbody: { ignore: true },
    tr: { block: "tableRow" },
    th: { block: "tableHeader", getAttrs: side },
    td: { block: "tableCell", getAttrs: side },
    em: { mark: "italic" },
    strong: { mark: "bold" },
    s: { mark: "strike" },
    code_inline: { mark: "code", noCloseToken: true },
    link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href"), title: token.attrGet("title") }) },
  }).parse(text);
}

/** The document as Markdown, always in the same form: writing what was read changes nothing any more. */
export function write(document: Node): string {
  const written = serializer.serialize(document, { tightLists: true });
  return written.replace(/^\n+/, "").trimEnd();
}

function isTight(tokens: Token[], at: number): boolean {
  while (++at < tokens.length) if (tokens[at]!.type !== "list_item_open") return tokens[at]!.hidden;
  return true;
}

function side(token: Token): { align: string | null } {
  return { align: /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1] ?? null };
}

const serializer = new MarkdownSerializer(
  {
    paragraph: (state, node) => {
      state.renderInline(node);
      state.closeBlock(node);
    },
    blockquote: (state, node) => state.wrapBlock("> ", null, node, () => state.renderContent(node)),
    callout: (state, node) =>
      state.wrapBlock("> ", null, node, () => {
        state.write(`[!${String(node.attrs.kind).toUpperCase()}]`);
        const empty = node.childCount === 1 && node.firstChild?.content.size === 0;
        const begins = node.firstChild?.type.name === "paragraph";
        state.ensureNewLine();
        if (!empty && !begins) state.write("\n");
        if (!empty) state.renderContent(node);
      }),
    heading: (state, node) => {
      state.write(`${"#".repeat(Number(node.attrs.level))} `);
      renderOneLine(state as State, node);
      state.closeBlock(node);
    },
    bulletList: (state, node, parent, at) => state.renderList(node, "  ", () => (follows(parent, at, node) ? "* " : "- ")),
    orderedList: (state, node, parent, at) => {
      const start = Number(node.attrs.start ?? 1);
      const end = follows(parent, at, node) ? ") " : ". ";
      const indent = " ".repeat(String(start + node.childCount - 1).length + 2);
      state.renderList(node, indent, (n) => `${start + n}${end}`.padEnd(indent.length));
    },
    listItem: (state, node) => state.renderContent(node),
    codeBlock: (state, node) => {
      const ticks = Math.max(2, ...[...node.textContent.matchAll(/`+/g)].map(([run]) => run.length));
      const fence = "`".repeat(ticks + 1);
      state.write(`${fence}${node.attrs.language ?? ""}\n`);
      state.text(node.textContent, false);
      state.write("\n");
      state.write(fence);
      state.closeBlock(node);
    },
    horizontalRule: (state, node) => {
      state.write("---");
      state.closeBlock(node);
    },
    table: (state, node) => table(state as State, node),
    image: (state, node) => {
      const title = node.attrs.title ? ` "${String(node.attrs.title).replaceAll('"', '\\"')}"` : "";
      state.write(`![${state.esc(String(node.attrs.alt ?? ""))}](${target(String(node.attrs.src ?? ""))}${title})`);
    },
    hardBreak: (state, node, parent, at) => {
      for (let next = at + 1; next < parent.childCount; next += 1) {
        if (parent.child(next).type !== node.type) return state.write((state as State).inCell ? " " : "\n");
      }
    },
    text: (state, node) => text(state as State, node.text ?? ""),
  },
  {
    italic: { open: "*", close: "*", mixable: true, expelEnclosingWhitespace: true },
    bold: { open: "**", close: "**", mixable: true, expelEnclosingWhitespace: true },
    strike: { open: "~~", close: "~~", mixable: true, expelEnclosingWhitespace: true },
    code: defaultMarkdownSerializer.marks.code!,
    link: {
      open: (state, mark, parent, at) => {
        const bare = bareness(state as State, mark, parent, at);
        Object.assign(state, { inAutolink: bare !== null, bracket: bare });
        return bare ?? "[";
      },
      close: (state, mark) => {
        const { inAutolink, bracket } = state as State;
        Object.assign(state, { inAutolink: undefined, bracket: null });
        if (inAutolink) return bracket === "<" ? ">" : "";
        const title = mark.attrs.title ? ` "${String(mark.attrs.title).replaceAll('"', '\\"')}"` : "";
        return `](${target(String(mark.attrs.href ?? ""))}${title})`;
      },
      mixable: true,
    },
  },
  { hardBreakNodeName: "hardBreak", escapeExtraCharacters: /&(?=#?\w+;)|<(?=[\w.+-]+[:@])/g },
);

/** Lists of one kind after each other stay two by another mark. */
function follows(parent: Node, at: number, node: Node): boolean {
  let turn = false;
  for (let before = at - 1; before >= 0 && parent.child(before).type === node.type; before -= 1) turn = !turn;
  return turn;
}

function target(address: string): string {
  return /[\s()<>]/.test(address) || address === "" ? `<${address.replace(/[<>\n]/g, encodeURIComponent)}>` : address;
}

/** What would begin a block when it stands at the beginning of a line is escaped there, after a break too. */
function text(state: State, words: string): void {
  const broken = /\n[> ]*$/.test(state.out);
  if (state.atBlockStart || broken) {
    words = words.trimStart();
    state.atBlockStart = true;
  }
  if (!state.inAutolink && state.atBlockStart && /^[=|]/.test(words)) {
    state.write("\\");
    state.atBlockStart = false;
  }
  state.text(words, !state.inAutolink);
}

/** "" for an address that is a link by itself, "<" for one between brackets, null for words with an address. */
function bareness(state: State, mark: Mark, parent: Node, at: number): string | null {
  const node = at >= 0 && at < parent.childCount ? parent.child(at) : null;
  const href = String(mark.attrs.href ?? "");
  if (!node?.isText || mark.attrs.title || node.marks.length !== 1 || !mark.isInSet(node.marks)) return null;
  const words = node.text ?? "";
  if (href !== words && href !== `http://${words}` && href !== `mailto:${words}`) return null;
  const next = at + 1 < parent.childCount ? parent.child(at + 1) : null;
  if (next && mark.isInSet(next.marks)) return null;
  const plain = /^[\w.+@-]+(?:\.[a-z]{2,}|:\/\/[\w.-]+)[\w./?=&%#+@:~-]*[\w/]$/i.test(words) && !/[_~]/.test(words);
  const before = state.out.slice(-1);
  const after = next?.isText ? (next.text ?? "").slice(0, 1) : "";
  if (plain && /^[\s(]?$/.test(before) && /^[\s),.!?]?$/.test(after)) return "";
  return before !== "<" && /^[a-z][a-z0-9+.-]+:[^\s<>]+$/i.test(href) && href === words ? "<" : null;
}

/** A heading is one line: breaks in it become spaces. */
function renderOneLine(state: State, node: Node): void {
  const before = state.inCell ?? false;
  state.inCell = true;
  state.renderInline(node, false);
  state.inCell = before;
}

/** Every row has as many cells as the first one, which is the head. */
function table(state: State, node: Node): void {
  const rows: string[][] = [];
  const sides: string[] = [];
  node.forEach((row) => {
    const cells: string[] = [];
    row.forEach((cell) => {
      if (!rows.length) sides.push({ left: ":--", right: "--:", center: ":-:" }[String(cell.attrs.align)] ?? "---");
      cells.push(cellText(state, cell));
      for (let more = 1; more < Number(cell.attrs.colspan ?? 1); more += 1) cells.push("");
    });
    rows.push(cells);
  });
  const width = Math.max(...rows.map((cells) => cells.length));
  const line = (cells: string[]): string => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = `| ${Array.from({ length: width }, (_, at) => sides[at] ?? "---").join(" | ")} |`;
  for (const [at, one] of [line(head), rule, ...body.map(line)].entries()) {
    if (at) state.ensureNewLine();
    state.write(one);
  }
  state.closeBlock(node);
}

function cellText(state: State, cell: Node): string {
  const kept = { out: state.out, delim: state.delim, closed: state.closed, inCell: state.inCell ?? false };
  Object.assign(state, { out: "", delim: "", closed: null, inCell: true });
  cell.forEach((paragraph) => {
    if (state.out) state.out += " ";
    state.renderInline(paragraph, false);
    state.closed = null;
  });
  const words = state.out.trim().replaceAll("|", "\\|");
  Object.assign(state, kept);
  return words;
}
