type Attributes = Record<string, string>;

/** `element("button", {class: "icon-btn"}, child, "text")` */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Whether keys belong to what has the focus: somebody is typing or a dialog or menu is open. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest("input, textarea, select, [contenteditable]");
  const choice = field instanceof HTMLInputElement && ["checkbox", "radio", "button"].includes(field.type);
  return (field !== null && !choice) || document.querySelector("dialog[open], [popover]:popover-open") !== null;
}

export function csrfToken(form: ParentNode = document): string {
  const input = form.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return input?.value ?? document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}
