import { say, words } from "./words";

type Options = { publicKey: Record<string, unknown> };
type Described = { id: string; type: PublicKeyCredentialType };

/**
 * `<form data-passkey="url">`: the url says what an authenticator is asked, its answer goes into `answer`, and the
 * form is sent. With `data-new` it makes a key. The form is hidden where the browser has no passkeys. At the sign-in
 * page a key may also be chosen in the field of the address, where browsers offer it beside what they know already.
 */
export function usePasskeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    if (!window.PublicKeyCredential || !window.isSecureContext) continue;
    form.hidden = false;
    const asking = new Asking(form);
    form.addEventListener("submit", (event) => {
      if (asking.answered) return;
      event.preventDefault();
      void asking.ask();
    });
    if (!("new" in form.dataset)) void asking.offer();
  }
}

class Asking {
  answered = false;
  private stop = new AbortController();

  constructor(private readonly form: HTMLFormElement) {}

  async ask(): Promise<void> {
    this.stop.abort();
    this.stop = new AbortController();
    const button = this.form.querySelector("button");
    button?.setAttribute("aria-busy", "true");
    try {
      const options = await this.options();
      const made = "new" in this.form.dataset
        ? await navigator.credentials.create({ publicKey: creation(options), signal: this.stop.signal })
        : await navigator.credentials.get({ publicKey: request(options), signal: this.stop.signal });
      this.send(made);
    } catch (error) {
      this.tell(error);
    } finally {
      if (!this.answered) button?.removeAttribute("aria-busy");
    }
  }

  /** Asks nobody anything: keys stand in the list of the field, if there are any. */
  async offer(): Promise<void> {
    const field = document.querySelector<HTMLInputElement>("input[autocomplete~=webauthn]");
    const can = await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false);
    if (!can || !field) return;
    const stop = this.stop;
    try {
      const options = request(await this.options());
      this.send(await navigator.credentials.get({ publicKey: options, mediation: "conditional", signal: stop.signal }));
    } catch {
      // Stopped because the button was pressed, or the browser changed its mind: the button is still there.
    }
  }

  private async options(): Promise<Options> {
    const answer = await fetch(this.form.dataset.passkey ?? "", { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return await answer.json() as Options;
  }

  private send(made: Credential | null): void {
    const field = this.form.querySelector<HTMLInputElement>("input[name=answer]");
    if (!(made instanceof PublicKeyCredential) || !field) return;
    field.value = JSON.stringify(plain(made));
    this.answered = true;
    this.form.requestSubmit();
  }

  private tell(error: unknown): void {
    const name = error instanceof Error ? error.name : "";
    if (name === "AbortError") return;
    const key = name === "NotAllowedError" ? "passkeyStopped" : name === "InvalidStateError" ? "passkeyKnown" : "passkeyFailed";
    let line = this.form.querySelector<HTMLElement>(".error");
    if (!line) {
      line = document.createElement("p");
      line.className = "error";
      this.form.append(line);
    }
    line.textContent = words(key);
    say(words(key), true);
  }
}

function creation({ publicKey }: Options): PublicKeyCredentialCreationOptions {
  const asked = publicKey as unknown as PublicKeyCredentialCreationOptions & { user: { id: string } };
  return {
    ...asked,
    challenge: bytes(String(publicKey.challenge)),
    user: { ...asked.user, id: bytes(asked.user.id as unknown as string) },
    excludeCredentials: described(publicKey.excludeCredentials),
  };
}

function request({ publicKey }: Options): PublicKeyCredentialRequestOptions {
  const asked = publicKey as unknown as PublicKeyCredentialRequestOptions;
  return { ...asked, challenge: bytes(String(publicKey.challenge)), allowCredentials: described(publicKey.allowCredentials) };
}

function described(listed: unknown): PublicKeyCredentialDescriptor[] {
  return ((listed ?? []) as Described[]).map((one) => ({ type: one.type, id: bytes(one.id) }));
}

function plain(made: PublicKeyCredential): Record<string, unknown> {
  const { response } = made;
  const said: Record<string, string> = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) {
    said.attestationObject = text(response.attestationObject);
  } else if (response instanceof AuthenticatorAssertionResponse) {
    said.authenticatorData = text(response.authenticatorData);
    said.signature = text(response.signature);
    if (response.userHandle) said.userHandle = text(response.userHandle);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response: said, clientExtensionResults: {} };
}

function bytes(encoded: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(encoded.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const found = Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join("");
  return btoa(found).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
