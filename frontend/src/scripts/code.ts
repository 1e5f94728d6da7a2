/** The code from an e-mail: pasting " 482 017 " works, digits of any script do, and the sixth one sends it. */
export function takeCode(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-code]")) {
    let sent = "";
    const take = (): void => {
      const digits = digitsOf(input.value).slice(0, 6);
      if (input.value !== digits) input.value = digits;
      if (digits.length === 6 && digits !== sent) {
        sent = digits;
        input.form?.requestSubmit(input.form.querySelector<HTMLButtonElement>("button:not([type=button])"));
      }
    };
    // Keyboards that compose (full-width digits, say) still work on what stands there.
    input.addEventListener("input", (event) => (event as InputEvent).isComposing || take());
    input.addEventListener("compositionend", take);
  }
}

function digitsOf(text: string): string {
  return [...text.matchAll(/\p{Nd}/gu)].map(([digit]) => valueOf(digit)).join("");
}

/** Unicode keeps the ten digits of a script together, zero first. */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return before % 10;
}
