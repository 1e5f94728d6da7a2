/** `<button data-pause="24" data-words="Send again in {time}">` works when its seconds are over, and shows them until then. */
export function countDown(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-pause]")) {
    const end = Date.now() + Number(button.dataset.pause) * 1000;
    const label = button.textContent ?? "";
    const tick = (): void => {
      const left = end - Date.now();
      button.disabled = left > 0;
      button.textContent = left > 0 ? (button.dataset.words ?? "").replace("{time}", clock(Math.ceil(left / 1000))) : label;
      if (left > 0) setTimeout(tick, left % 1000 || 1000);
    };
    tick();
  }
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
