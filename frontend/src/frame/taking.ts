import type { Carried } from "./carried";
import type { Views } from "./views";

type Button = HTMLButtonElement | HTMLInputElement;

/** Links and forms of a page lead on inside the frame. Heard last, so that the page's own scripts come first. */
export function takeOver(views: Views, carried: Carried, told: (form: HTMLFormElement, body: FormData) => void): void {
  window.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    follow(event, link, views, carried);
  });
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    const button = event.submitter as Button | null;
    if ((button?.getAttribute("formmethod") ?? form.getAttribute("method")) === "dialog") return;
    event.preventDefault();
    void send(form, button, views, told);
  });
}

function follow(event: Event, link: HTMLAnchorElement, views: Views, carried: Carried): void {
  const address = link.getAttribute("href") ?? "";
  if (link.hasAttribute("download") || /^(blob|data|mailto|tel):/.test(address)) return;
  if (address.startsWith("#")) {
    event.preventDefault();
    lookAt(address.slice(1));
    return;
  }
  const url = views.resolved(address);
  if (!carried.isOurs(url)) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  } else if (link.target !== "_blank") {
    event.preventDefault();
    void views.go(url);
  }
}

/** To a place of the page, without an entry in the history of the site around. */
export function lookAt(id: string): boolean {
  const place = id ? document.getElementById(decodeURIComponent(id)) : null;
  if (!place) return false;
  place.scrollIntoView();
  if (!place.matches("a, button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  return true;
}

async function send(
  form: HTMLFormElement,
  button: Button | null,
  views: Views,
  told: (form: HTMLFormElement, body: FormData) => void,
): Promise<void> {
  const body = new FormData(form, button);
  const url = views.resolved(button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "");
  const method = (button?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toLowerCase();
  if (method === "get") {
    url.search = new URLSearchParams([...body].map(([name, value]) => [name, String(value)])).toString();
    await views.go(url);
    return;
  }
  told(form, body);
  const isMultipart = (button?.getAttribute("formenctype") ?? form.enctype) === "multipart/form-data";
  const sent = isMultipart ? body : new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));
  const came = await views.go(url, { method: "POST", body: sent });
  if (!came) form.dispatchEvent(new Event("unsent", { bubbles: true }));
}
