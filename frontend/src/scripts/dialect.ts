import MarkdownIt from "markdown-it";
import type Token from "markdown-it/lib/token.mjs";
import type StateCore from "markdown-it/lib/rules_core/state_core.mjs";

const CALLOUT = /^\[!(NOTE|TIP|WARNING)\][ \t]*(?:\n|$)/i;

/** The Markdown of articles, read as the server reads it (`lib/article_shape.py`): by the twin of its parser. */
export function dialect(): MarkdownIt {
  const markdown = new MarkdownIt("commonmark", { html: false, linkify: true, breaks: true });
  markdown.enable(["linkify", "strikethrough", "table"]).disable(["html_inline", "html_block"]);
  markdown.core.ruler.after("block", "callouts", takeCallouts);
  markdown.core.ruler.push("cells", fillCells);
  return markdown;
}

function takeCallouts(state: StateCore): void {
  const quotes: boolean[] = [];
  const kept: Token[] = [];
  const { tokens } = state;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    kept.push(token);
    if (token.type === "blockquote_open") {
      const first = tokens[at + 2];
      const mark = tokens[at + 1]?.type === "paragraph_open" && first ? CALLOUT.exec(first.content) : null;
      quotes.push(mark !== null);
      if (!mark || !first) continue;
      token.type = "callout_open";
      token.meta = { kind: mark[1]!.toLowerCase() };
      first.content = first.content.slice(mark[0].length);
      if (!first.content) at += 3; // an empty paragraph is none
    } else if (token.type === "blockquote_close" && quotes.pop()) token.type = "callout_close";
  }
  state.tokens = kept;
}

/** The editor's cells hold a paragraph, Markdown's hold words. */
function fillCells(state: StateCore): void {
  state.tokens = state.tokens.flatMap((token) => {
    if (token.type === "th_open" || token.type === "td_open") return [token, new state.Token("paragraph_open", "p", 1)];
    if (token.type === "th_close" || token.type === "td_close") return [new state.Token("paragraph_close", "p", -1), token];
    return [token];
  });
}
