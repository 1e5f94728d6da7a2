import { parsed } from "./html";

/** "Load older" in place: `<a data-older="id of the list">`; without script the link opens the older page. */
export function loadOlder(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-older]") : null;
    const list = link && document.getElementById(link.dataset.older ?? "");
    if (!link || !list || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void load(link, list);
  });
}

async function load(link: HTMLAnchorElement, list: HTMLElement): Promise<void> {
  link.setAttribute("aria-busy", "true");
  const response = await fetch(link.href).catch(() => null);
  const answer = response?.ok ? parsed(await response.text()) : null;
  const more = answer?.getElementById(list.id);
  if (!answer || !more) {
    location.href = link.href;
    return;
  }
  const first = more.firstElementChild;
  const oldHeight = list.offsetHeight;
  if (list.matches("[data-live-messages]")) {
    const scroller = list.closest<HTMLElement>(".scroll") ?? document.documentElement;
    list.prepend(...more.children);
    scroller.scrollTop += list.offsetHeight - oldHeight;
  } else {
    list.append(...more.children);
    list.dataset.grown = "";
  }
  const next = answer.querySelector<HTMLAnchorElement>(`a[data-older="${CSS.escape(list.id)}"]`);
  if (next) link.replaceWith(next);
  else link.closest(".older")?.remove();
  (next ?? first?.querySelector<HTMLElement>("a, h2"))?.focus({ preventScroll: true });
}
