import type { Message } from "./embed/protocol";
import { Around, offersArticles } from "./frame/around";
import { Carried } from "./frame/carried";
import { carryRequests } from "./frame/carrying";
import { Dressing } from "./frame/dressing";
import { followHeight, placeSheet } from "./frame/fitting";
import { bindToViews, often } from "./frame/life";
import { Live } from "./frame/live";
import { lookOften } from "./frame/looking";
import { Naming } from "./frame/naming";
import { fetchPictures } from "./frame/pictures";
import { pathOf } from "./frame/places";
import { Host } from "./frame/port";
import { lookAt, takeOver } from "./frame/taking";
import { Telling } from "./frame/telling";
import { articleStyles, type Shown, Views } from "./frame/views";

/** The panel inside another site: the pages of the customer's door, fetched by script, and a port to the site around. */
const UNREAD_EVERY = 60_000;
const root = document.documentElement;
let isOpen = true;

const host = new Host(hear);
const telling = new Telling(host);
const around = new Around();
const carried = new Carried(root.dataset.panel ?? "", host.origin, {
  signedIn: (yes) => telling.known(yes),
  asked: (url, options, answer) => telling.asked(url, options, answer),
});
const naming = new Naming(carried, host, reload);
const dressing = new Dressing(host, close);
const live = new Live(carried, () => isOpen, () => telling.unreadShown());
const views = new Views(carried, dressing.decorate, followLive, whenShown, (why, again) => dressing.showFailure(why, again));

takeOver(views, carried, (form, body) => host.isThere && around.addTo(form, body));
carryRequests(carried, views);
fetchPictures(carried);
window.addEventListener("keydown", closeByKey);
window.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("[data-sheet-url]")) void articleStyles();
  if (target instanceof HTMLElement && target.matches("[data-suggestions-line]") && dressing.mode === "inline") placeSheet(target);
});
window.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.closest("[data-search-url]")) void articleStyles();
});
often(() => void countUnread(), UNREAD_EVERY);
bindToViews();
void begin();

async function begin(): Promise<void> {
  const first = await host.greeted();
  if (first) setUp(first);
  root.dataset.mode = dressing.mode;
  if (dressing.mode === "inline") followHeight(host);
  host.tell("ready");
  telling.known(carried.isSignedIn || undefined);
  if (isOpen) await showPlace(text(first?.at));
  else await naming.settled.then(countUnread);
}

function setUp(first: Message): void {
  dressing.mode = text(first.mode);
  dressing.cover(first.covers === true);
  isOpen = first.opened === true;
  views.theme = text(first.theme);
  if (first.locale) carried.speak(text(first.locale));
  around.take(first);
  carried.page = around.page;
  if (first.named === true) naming.expect();
}

function hear(message: Message): void {
  around.take(message);
  if (message.page) carried.page = around.page;
  switch (message.t) {
    case "open":
      dressing.cover(message.covers === true);
      return openAt(text(message.at));
    case "close":
      isOpen = false;
      return live.fit();
    case "theme":
      views.theme = text(message.theme);
      return views.paint("");
    case "locale":
      carried.speak(text(message.locale));
      return reload();
    case "prefill":
      return around.fill();
    case "suggest":
      if (offersArticles(views.url)) reload();
      return;
    case "identify":
      return void naming.identify(text(message.token));
    case "unnamed":
      return naming.none();
    case "logout":
      return void signOut();
  }
}

function openAt(place: string): void {
  isOpen = true;
  live.fit();
  if (place || !document.querySelector("h1")) void showPlace(place);
  else focusView(true);
}

/** A place that the site named, else where somebody was in this tab; never an address that the site made up. Who it is shown to comes first. */
async function showPlace(place: string): Promise<boolean> {
  await naming.settled;
  return views.go(around.suggestedAt(new URL(place ? pathOf(place) : carried.at || pathOf(""), location.origin)));
}

/** What was asked for last, whether it is shown already or on its way. */
function reload(): void {
  if (views.wanted) void views.go(around.suggestedAt(views.wanted));
}

async function signOut(): Promise<void> {
  naming.forget();
  if (carried.isSignedIn) await carried.ask(new URL("/support/sign-out/", location.origin), { method: "POST" }).catch(() => null);
  carried.forget();
  telling.unread(0);
  if (document.querySelector("h1")) await showPlace("home");
}

function followLive(): void {
  live.show(views.liveUrl);
  lookOften(live);
}

function whenShown(view: Shown): void {
  if (view.url.pathname === "/support/sign-in/" && view.url.searchParams.has("next")) {
    const wanted = view.url.searchParams.get("next") ?? "";
    void naming.renew().then((ok) => ok && views.go(views.resolved(wanted)));
  }
  around.fill();
  telling.view(view);
  if (carried.isSignedIn) telling.unreadShown();
  if (!lookAt(view.url.hash.slice(1))) {
    window.scrollTo(0, 0);
    focusView(!view.first || dressing.mode === "launcher");
  }
}

function focusView(wanted: boolean): void {
  if (!wanted || document.activeElement?.matches("[data-errors]")) return;
  const place = document.querySelector<HTMLElement>("[data-autofocus]") ?? document.querySelector<HTMLElement>("h1");
  if (place instanceof HTMLHeadingElement) place.tabIndex = -1;
  place?.focus({ preventScroll: true });
}

async function countUnread(): Promise<void> {
  if (!carried.isSignedIn || document.hidden) return;
  const asked = await carried.ask(new URL("/w/unread/", location.origin)).catch(() => null);
  const said = asked?.answer.ok ? ((await asked.answer.json()) as { count: number }) : null;
  if (said) telling.unread(said.count);
}

function close(): void {
  isOpen = false;
  live.fit();
  host.tell("close");
}

function closeByKey(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented || dressing.mode !== "launcher") return;
  if (!document.querySelector("dialog[open], [popover]:popover-open")) close();
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
