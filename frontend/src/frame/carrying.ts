import type { Carried } from "./carried";
import type { Views } from "./views";

/** The scripts of pages ask as they always do; what is carried goes with it. */
export function carryRequests(carried: Carried, views: Views): void {
  const plain = window.fetch.bind(window);
  window.fetch = async (input, options) => {
    const url = input instanceof Request ? new URL(input.url) : views.resolved(String(input));
    if (input instanceof Request || !carried.isOurs(url)) return plain(input, options);
    const { answer, moved } = await carried.ask(url, options);
    if (moved) Object.defineProperty(answer, "redirected", { value: true });
    return answer;
  };
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (body) {
    for (const [name, value] of Object.entries(carried.headers())) this.setRequestHeader(name, value);
    this.addEventListener("load", () => carried.take((name) => this.getResponseHeader(name)));
    send.call(this, body);
  };
}
