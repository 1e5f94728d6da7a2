/** The widgets of companies that tell people from robots: one way to draw each, and one to ask it. */
export type Task = {
  provider: "recaptcha-v2" | "recaptcha-v3" | "turnstile" | "hcaptcha";
  script: string;
  sitekey: string;
  action?: string;
  cdata?: string;
  seal: string;
};
export type Told = { solved(token: string): void; expired(): void; problem(code: string): void };

type Widget = {
  ready?(then: () => void): void;
  render(place: HTMLElement, options: Record<string, unknown>): unknown;
  execute(sitekey: string, options: { action: string }): PromiseLike<string>;
};

const NAMES = { "recaptcha-v2": "grecaptcha", "recaptcha-v3": "grecaptcha", turnstile: "turnstile", hcaptcha: "hcaptcha" };
const LOADED_WITHIN = 8000;
const READY = "smartaiCheckReady";

/** Their script is in the page, and says that it can be used. Rejects when it is blocked, or takes too long. */
export async function load(task: Task): Promise<void> {
  const url = new URL(task.script);
  if (task.provider !== "turnstile") url.searchParams.set("hl", document.documentElement.lang || "en");
  const silent = task.provider === "recaptcha-v3";
  if (!silent) url.searchParams.set("onload", READY);
  if (isThere(task, url)) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("late")), LOADED_WITHIN);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    (window as unknown as Record<string, unknown>)[READY] = done;
    const script = document.createElement("script");
    script.async = true;
    script.src = url.href;
    script.addEventListener("error", () => {
      clearTimeout(timer);
      reject(new Error("blocked"));
    });
    if (silent) script.addEventListener("load", () => widgetOf(task)?.ready?.(done));
    document.head.append(script);
  });
}

/** Another form of this page needed it, or an earlier view of a frame: a second script of theirs would be one too many. */
function isThere(task: Task, { href }: URL): boolean {
  const widget = widgetOf(task);
  return [...document.scripts].some((script) => script.src === href) && Boolean(widget?.render ?? widget?.execute);
}

/** In the page's language and theme; it tells what comes of it. */
export function draw(task: Task, place: HTMLElement, told: Told): void {
  const inner = document.createElement("div"); // some draw into a place only once
  place.replaceChildren(inner);
  widgetOf(task)?.render(inner, {
    sitekey: task.sitekey,
    theme: isDark() ? "dark" : "light",
    size: place.clientWidth < 304 ? "compact" : "normal",
    hl: document.documentElement.lang,
    callback: told.solved,
    "expired-callback": told.expired,
    "chalexpired-callback": told.expired,
    "error-callback": (code?: unknown) => {
      told.problem(String(code ?? ""));
      return true; // Turnstile writes to the console otherwise
    },
    ...(task.provider === "turnstile" && {
      action: task.action,
      cData: task.cdata,
      language: document.documentElement.lang || "auto",
      "response-field": false,
      "timeout-callback": told.expired,
    }),
  });
}

/** The token of one that watches; made when the form is sent, for it lasts two minutes. */
export async function watched(task: Task): Promise<string> {
  const widget = widgetOf(task);
  if (!widget) throw new Error("not loaded");
  return widget.execute(task.sitekey, { action: task.action ?? "" });
}

function widgetOf(task: Task): Widget | undefined {
  return (window as unknown as Record<string, Widget | undefined>)[NAMES[task.provider]];
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
