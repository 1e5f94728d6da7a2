import { Editor } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from "@tiptap/pm/tables";
import { read, write } from "./markdown";
import { articleNodes } from "./rich-nodes";
import type { Desk, Mode, Uploaded } from "./writing";

const PAUSE = 200;

/** The rich mode: the same Markdown, seen as readers see it. The text changes only where somebody changes it. */
export function openRich(desk: Desk): Mode & { read(): void; keep(): void; show(on: boolean): void } {
  const { text, template, tools } = desk;
  const told = template.dataset;
  const place = document.createElement("div");
  let changed = false;
  let timer = 0;
  const editor = new Editor({
    element: place,
    injectCSS: false,
    content: { type: "doc", content: [{ type: "paragraph" }] }, // no HTML: the page's policy lets nothing become it
    extensions: articleNodes({ note: told.note ?? "", tip: told.tip ?? "", warning: told.warning ?? "", noPicture: told.noPicture ?? "" }),
    editorProps: {
      attributes: {
        class: "prose",
        dir: "auto",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": document.querySelector(`label[for="${text.id}"]`)?.textContent?.replace("*", "").trim() ?? "",
        "aria-describedby": text.getAttribute("aria-describedby") ?? "",
        ...(text.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
      },
      handlePaste: (_, event) => desk.take(event, event.clipboardData?.files),
      handleDrop: (view, event, __, moved) =>
        !moved && desk.take(event, event.dataTransfer?.files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
      handleKeyDown: (_, event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return false;
        event.preventDefault();
        desk.askForLink();
        return true;
      },
    },
    onUpdate: () => {
      changed = true;
      clearTimeout(timer);
      timer = window.setTimeout(keep, PAUSE);
    },
    onTransaction: ({ editor: now }) => press(now, tools),
  });

  function keep(): void {
    clearTimeout(timer);
    if (!changed) return;
    changed = false;
    const words = write(editor.state.doc);
    if (words === text.value) return;
    text.value = words;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A fresh state: what was undone in the other mode is not undone here. */
  function reread(): void {
    const document = read(editor.schema, text.value.replaceAll("\r\n", "\n"));
    const { tr } = editor.state;
    tr.replaceWith(0, editor.state.doc.content.size, document.content);
    editor.view.dispatch(tr.setMeta("addToHistory", false).setMeta("preventUpdate", true));
    changed = false;
  }

  const words = tools.querySelector<HTMLInputElement>(".picture-tools input")!;
  words.addEventListener("input", (event) => {
    event.stopPropagation(); // the text says itself what changed in it
    describe(editor, words.value);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    editor.commands.focus();
  });
  reread();
  text.after(place);
  return {
    read: reread,
    keep,
    show: (on) => (place.hidden = !on),
    run: (verb) => run(editor, verb),
    link(address) {
      const chain = editor.chain().focus().extendMarkRange("link");
      if (!address) chain.unsetLink().run();
      else if (editor.state.selection.empty && !editor.isActive("link")) {
        chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
      } else chain.setLink({ href: address }).run();
    },
    linkNow: () => String(editor.getAttributes("link").href ?? ""),
    place(file: Uploaded, at?: number) {
      const node = file.picture
        ? { type: "image", attrs: { src: file.address, alt: file.name } }
        : { type: "text", text: file.name, marks: [{ type: "link", attrs: { href: file.address } }] };
      const place = Math.min(at ?? editor.state.selection.to, editor.state.doc.content.size);
      editor.chain().focus().insertContentAt(place, node).run();
    },
    focus: () => void editor.commands.focus(),
  };
}

function run(editor: Editor, verb: string): void {
  const chain = editor.chain().focus();
  switch (verb) {
    case "bold":
      return void chain.toggleBold().run();
    case "italic":
      return void chain.toggleItalic().run();
    case "code":
      return void chain.toggleCode().run();
    case "heading":
      return void chain.toggleHeading({ level: 2 }).run();
    case "subheading":
      return void chain.toggleHeading({ level: 3 }).run();
    case "bullets":
      return void chain.toggleBulletList().run();
    case "numbers":
      return void chain.toggleOrderedList().run();
    case "quote":
      return void chain.toggleBlockquote().run();
    case "codeblock":
      return void chain.toggleCodeBlock().run();
    case "undo":
      return void chain.undo().run();
    case "redo":
      return void chain.redo().run();
    case "table":
      return newTable(editor);
    case "note":
    case "tip":
    case "warning":
      return toggleCallout(editor, verb);
    default:
      return tableVerb(editor, verb);
  }
}

function toggleCallout(editor: Editor, kind: string): void {
  if (editor.isActive("callout", { kind })) editor.chain().focus().lift("callout").run();
  else if (editor.isActive("callout")) editor.chain().focus().updateAttributes("callout", { kind }).run();
  else editor.chain().focus().wrapIn("callout", { kind }).run();
}

function newTable(editor: Editor): void {
  if (isInTable(editor.state)) return;
  const cells = (type: string): object => ({ type: "tableRow", content: [1, 2, 3].map(() => ({ type, content: [{ type: "paragraph" }] })) });
  const at = editor.state.selection.from;
  editor.chain().focus().insertContent({ type: "table", content: [cells("tableHeader"), cells("tableCell"), cells("tableCell")] }).run();
  let first = -1;
  editor.state.doc.nodesBetween(Math.max(0, at - 2), editor.state.doc.content.size, (node, place) => {
    if (first < 0 && node.type.name === "table") first = place;
    return first < 0;
  });
  if (first >= 0) editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(first + 3))));
}

const TABLE_VERBS = { row: addRowAfter, column: addColumnAfter, "no-row": deleteRow, "no-column": deleteColumn, "no-table": deleteTable };

function tableVerb(editor: Editor, verb: string): void {
  const command = TABLE_VERBS[verb as keyof typeof TABLE_VERBS];
  if (!command || !isInTable(editor.state)) return;
  command(editor.state, editor.view.dispatch);
  editor.commands.focus();
}

/** Which buttons are on where the cursor is, and what a table offers. */
function press(editor: Editor, tools: HTMLElement): void {
  const on: Record<string, boolean> = {
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    code: editor.isActive("code"),
    link: editor.isActive("link"),
    heading: editor.isActive("heading", { level: 2 }),
    subheading: editor.isActive("heading", { level: 3 }),
    bullets: editor.isActive("bulletList"),
    numbers: editor.isActive("orderedList"),
    quote: editor.isActive("blockquote"),
    codeblock: editor.isActive("codeBlock"),
    note: editor.isActive("callout", { kind: "note" }),
    tip: editor.isActive("callout", { kind: "tip" }),
    warning: editor.isActive("callout", { kind: "warning" }),
  };
  for (const [verb, active] of Object.entries(on)) {
    tools.querySelector(`[data-do="${verb}"]`)?.setAttribute("aria-pressed", String(active));
  }
  tools.querySelector<HTMLElement>(".table-tools")!.hidden = !isInTable(editor.state);
  const chosen = picture(editor);
  const box = tools.querySelector<HTMLElement>(".picture-tools")!;
  const words = box.querySelector("input")!;
  box.hidden = !chosen;
  if (chosen && document.activeElement !== words) words.value = String(chosen.node.attrs.alt ?? "");
}

/** The picture that is selected. */
function picture(editor: Editor): NodeSelection | null {
  const { selection } = editor.state;
  return selection instanceof NodeSelection && selection.node.type.name === "image" ? selection : null;
}

function describe(editor: Editor, words: string): void {
  const chosen = picture(editor);
  if (chosen) editor.view.dispatch(editor.state.tr.setNodeAttribute(chosen.from, "alt", words));
}
