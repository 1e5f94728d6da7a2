/** The code from an e-mail: pasting " 482 017 " works, and the sixth digit sends it. */
export function takeCode(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-code]")) {
    let sent = "";
    input.addEventListener("input", () => {
      const digits = digitsOf(input.value).slice(0, 6);
      if (input.value !== digits) input.value = digits;
      if (digits.length === 6 && digits !== sent) {
        sent = digits;
        input.form?.requestSubmit();
      }
    });
  }
}

/** Arabic and Persian digits are digits too. */
function digitsOf(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\D/g, "");
}
