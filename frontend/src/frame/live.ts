import { refreshing } from "../scripts/refreshing";
import type { Carried } from "./carried";
import { Stream } from "./stream";

/** What happens to requests reaches the view that is shown, while somebody can see it. */
export class Live {
  private url = "";
  private hear: (ticket: number) => void = nothing;
  private readonly stream: Stream;

  constructor(
    private readonly carried: Carried,
    private readonly isOpen: () => boolean,
    private readonly refreshed: () => void,
  ) {
    this.stream = new Stream(carried, (ticket) => this.hear(ticket));
    document.addEventListener("visibilitychange", () => this.fit());
  }

  get isStreaming(): boolean {
    return this.stream.isOpen;
  }

  get isSeen(): boolean {
    return this.isOpen() && !document.hidden;
  }

  /** Another view is shown: `url` is the stream of its page, "" where it has none. */
  show(url: string): void {
    this.url = url;
    this.hear = url ? refreshing(nothing, this.refreshed) : nothing;
    this.fit();
  }

  /** After the panel was opened or closed, or somebody went or came in. */
  fit(): void {
    this.stream.want(this.isSeen && this.carried.isSignedIn ? this.url : "");
  }
}

function nothing(): void {
  // a view that shows nothing of requests
}
