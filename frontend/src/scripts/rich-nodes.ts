import { type Mark, mergeAttributes, Node } from "@tiptap/core";
import { addRowAfter, goToNextCell, isInTable, tableEditing } from "@tiptap/pm/tables";
import StarterKit from "@tiptap/starter-kit";

const OWN_FILE = /^\/help\/files\/[\w-]{22}\//;

export interface CalloutWords {
  note: string;
  tip: string;
  warning: string;
  noPicture: string;
}

/** What articles are made of; all of it can be said in their Markdown. */
export function articleNodes(words: CalloutWords): (Node | ReturnType<typeof StarterKit.configure>)[] {
  return [
    StarterKit.extend({
      addExtensions() {
        const parent = this.parent?.() ?? [];
        return parent.map((one) => {
          if (one.name === "bulletList" || one.name === "orderedList") {
            return (one as Node).extend({
              addAttributes() {
                return { ...this.parent?.(), tight: { default: true, rendered: false } };
              },
            });
          }
          if (one.name === "code") return (one as unknown as Mark).extend({ excludes: "" });
          if (one.name === "listItem") return (one as Node).extend({ content: "block+" });
          return one;
        });
      },
    }).configure({
      underline: false,
      heading: { levels: [1, 2, 3, 4, 5, 6] },
      link: { openOnClick: false, autolink: false, HTMLAttributes: { target: null, rel: null } },
    }),
    callout(words),
    picture(words),
    table,
    row,
    cell("tableCell", "td"),
    cell("tableHeader", "th"),
  ];
}

function callout(words: CalloutWords): Node {
  return Node.create({
    name: "callout",
    group: "block",
    content: "block+",
    defining: true,
    addAttributes: () => ({ kind: { default: "note" } }),
    parseHTML: () => ["note", "tip", "warning"].map((kind) => ({ tag: `div.callout.${kind}`, attrs: { kind }, contentElement: "[data-inside]" })),
    renderHTML({ node }) {
      const kind = node.attrs.kind as "note" | "tip" | "warning";
      return ["div", { class: `callout ${kind}`, role: "note", "aria-label": words[kind] }, ["p", { class: "callout-word", contenteditable: "false" }, words[kind]], ["div", { "data-inside": "" }, 0]];
    },
    addKeyboardShortcuts() {
      return { Backspace: () => this.editor.state.selection.empty && this.editor.state.selection.$from.parentOffset === 0 && this.editor.state.selection.$from.node(-1)?.type.name === "callout" && this.editor.commands.lift("callout") };
    },
  });
}

/** Pictures from elsewhere are never loaded: readers get a link, and so does the writer. */
function picture(words: CalloutWords): Node {
  return Node.create({
    name: "image",
    group: "inline",
    inline: true,
    draggable: true,
    addAttributes: () => ({ src: { default: "" }, alt: { default: "" }, title: { default: null } }),
    parseHTML: () => [{ tag: "img[src^='/help/files/']" }],
    renderHTML({ HTMLAttributes }) {
      const { src, alt, title } = HTMLAttributes as { src: string; alt: string; title: string | null };
      if (OWN_FILE.test(src)) return ["img", mergeAttributes({ src, alt }, title ? { title } : {})];
      return ["span", { class: "no-picture", title: words.noPicture }, alt || src];
    },
  });
}

/** As the library of tables knows them. */
const ROLES: Record<string, string> = { table: "table", tableRow: "row", tableCell: "cell", tableHeader: "header_cell" };

const table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  extendNodeSchema: ({ name }) => ({ tableRole: ROLES[name] }),
  isolating: true,
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["table", ["tbody", 0]],
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    const go = (direction: 1 | -1) => (): boolean => goToNextCell(direction)(this.editor.state, this.editor.view.dispatch);
    const on = (): boolean => {
      if (go(1)()) return true;
      return isInTable(this.editor.state) && addRowAfter(this.editor.state, this.editor.view.dispatch) && go(1)();
    };
    return { Tab: on, "Shift-Tab": go(-1) };
  },
});

const row = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)+",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

function cell(name: string, tag: string): Node {
  return Node.create({
    name,
    content: "paragraph",
    isolating: true,
    addAttributes: () => ({
      colspan: { default: 1, rendered: false },
      rowspan: { default: 1, rendered: false },
      colwidth: { default: null, rendered: false },
      align: { default: null, renderHTML: ({ align }) => (align === "right" ? { class: "end" } : align === "center" ? { class: "center" } : {}) },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}
