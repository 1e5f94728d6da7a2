/** The only thing that is kept on the site's side: that somebody has written here, so that the number of answers is shown. */
const nameOf = (panel: string): string => `smartai.known.${panel}`;

export function isKnownHere(panel: string): boolean {
  try {
    return localStorage.getItem(nameOf(panel)) === "1";
  } catch {
    return false;
  }
}

export function know(panel: string, yes: boolean): void {
  try {
    if (yes) localStorage.setItem(nameOf(panel), "1");
    else localStorage.removeItem(nameOf(panel));
  } catch {
    // nothing is kept there
  }
}
