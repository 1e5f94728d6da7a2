import { csrfToken, element } from "./element";

/** The preview is the server's own page, in a frame beside the text; without a script it opens by itself. */
export function showPreview(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>("[data-preview]");
  const pane = form.querySelector<HTMLElement>("[data-preview-pane]");
  if (!button || !pane) return;
  button.setAttribute("aria-expanded", "false");
  button.type = "button";
  button.addEventListener("click", () => {
    pane.hidden = !pane.hidden;
    button.setAttribute("aria-expanded", String(!pane.hidden));
    if (pane.hidden) return;
    form.dispatchEvent(new Event("preview"));
    draw(form);
    pane.scrollIntoView({ block: "nearest" });
  });
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (!pane.hidden) timer = window.setTimeout(() => draw(form), 1_000);
  });
}

/** A form of its own: the article's is sent once, and has files. */
function draw(form: HTMLFormElement): void {
  const values = new FormData(form);
  const sent = element("form", { method: "post", action: form.dataset.previewUrl ?? "", target: "preview", "data-again": "", hidden: "" });
  sent.append(element("input", { type: "hidden", name: "csrfmiddlewaretoken", value: csrfToken(form) }));
  for (const name of ["title", "language"]) sent.append(element("input", { type: "hidden", name, value: String(values.get(name) ?? "") }));
  const text = element("textarea", { name: "text" });
  text.value = String(values.get("text") ?? "");
  sent.append(text);
  document.body.append(sent);
  sent.submit();
  sent.remove();
}
