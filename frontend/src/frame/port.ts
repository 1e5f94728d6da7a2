import { checked, type Message, TO_FRAME } from "../embed/protocol";

const PATIENCE = 1500;

/** The site around: its origin, and the port that its loader hands over. */
export class Host {
  private port: MessagePort | null = null;
  readonly origin = originAround();
  readonly isThere = window.parent !== window;

  constructor(private readonly heard: (message: Message) => void) {}

  /** Says hello to exactly the site that we were told of; what it answers first, or nothing where it has no loader. */
  greeted(): Promise<Message | null> {
    if (!this.isThere || this.origin === "null") return Promise.resolve(null);
    return new Promise((resolve) => {
      const timer = window.setTimeout(() => resolve(null), PATIENCE);
      const hear = (event: MessageEvent<{ smartai?: number; t?: string }>): void => {
        if (event.source !== window.parent || event.origin !== this.origin) return;
        const [port] = event.ports;
        const { smartai, ...sent } = event.data ?? {};
        const first = smartai === 1 && port ? checked(sent, TO_FRAME) : null;
        if (!port || first?.t !== "init") return;
        clearTimeout(timer);
        window.removeEventListener("message", hear);
        port.addEventListener("message", ({ data }) => {
          const message = checked(data, TO_FRAME);
          if (message) this.heard(message);
        });
        port.start();
        this.port = port;
        resolve(first);
      };
      window.addEventListener("message", hear);
      window.parent.postMessage({ smartai: 1, t: "hello" }, this.origin);
    });
  }

  tell(t: string, more: Record<string, unknown> = {}): void {
    this.port?.postMessage({ t, ...more });
  }
}

/** The browser's own word where it gives one; else the address says so, and only that origin hears our hello. */
function originAround(): string {
  if (window.parent === window) return location.origin;
  const [nearest] = location.ancestorOrigins ?? [];
  return nearest ?? decodeURIComponent(/^#o=(.+)$/.exec(location.hash)?.[1] ?? "null");
}
