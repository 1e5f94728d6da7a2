import type { Mode, Uploaded } from "./writing";

const AROUND: Record<string, [string, string]> = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"] };
const BEFORE_LINES: Record<string, string> = { heading: "## ", subheading: "### ", bullets: "- ", numbers: "1. ", quote: "> " };
const BLOCKS: Record<string, [string, string]> = {
  codeblock: ["```\n", "\n```"],
  note: ["> [!NOTE]\n> ", ""],
  tip: ["> [!TIP]\n> ", ""],
  warning: ["> [!WARNING]\n> ", ""],
  table: ["|  |  |\n| --- | --- |\n|  |  |", ""],
};

/** Writes the marks of Markdown around what is selected, in a way that the browser can undo. */
export function insertMarkdown(text: HTMLTextAreaElement): Mode {
  const selected = (): string => text.value.slice(text.selectionStart, text.selectionEnd);
  const write = (words: string): void => {
    text.focus();
    document.execCommand("insertText", false, words);
  };
  const block = ([before, after]: [string, string]): void => {
    const above = text.value.slice(0, text.selectionStart);
    const gap = above === "" || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
    const inside = before.startsWith("> ") ? selected().replaceAll("\n", "\n> ") : selected();
    write(`${gap}${before}${inside}${after}\n`);
  };
  const lines = (mark: string): void => {
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    text.setSelectionRange(start, text.selectionEnd);
    write(selected().split("\n").map((line) => mark + line).join("\n"));
  };
  return {
    run(verb) {
      const around = AROUND[verb];
      if (verb === "undo" || verb === "redo") {
        text.focus();
        document.execCommand(verb);
      } else if (around) write(around[0] + selected() + around[1]);
      else if (BEFORE_LINES[verb]) lines(BEFORE_LINES[verb]);
      else if (BLOCKS[verb]) block(BLOCKS[verb]);
    },
    link(address) {
      if (address) write(`[${selected() || address}](${address})`);
    },
    place(file: Uploaded) {
      write(file.markdown);
    },
    linkNow: () => "",
    focus: () => text.focus(),
  };
}
