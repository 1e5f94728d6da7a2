/** The only place where text becomes HTML or an address becomes a script: our own server's answers, nothing else. */
interface Policy {
  createHTML(text: string): unknown;
  createScriptURL(url: string): unknown;
}
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(url: string): string },
  ): Policy;
}

const rules = {
  createHTML: (text: string): string => text,
  createScriptURL: (url: string): string => {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError("Scripts come from our own origin.");
    return url;
  },
};

const factory = (window as unknown as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy: Policy = factory ? factory.createPolicy("smartai", rules) : rules;

let prepare = (_answer: Document): void => undefined;

/** For a frame inside another site: what it changes in every answer before that is shown. */
export function prepareBy(change: (answer: Document) => void): void {
  prepare = change;
}

/** A document that is not shown: its scripts do not run. `text` must be an answer of our own server. */
export function parsed(text: string): Document {
  const answer = new DOMParser().parseFromString(policy.createHTML(text) as string, "text/html");
  prepare(answer);
  return answer;
}

export function worker(url: string): Worker {
  return new Worker(policy.createScriptURL(url) as string, { type: "module" });
}
