/** The session beyond the tab, for whoever wants to stay signed in: in a storage that browsers give this frame inside this site alone. */
export function stayed(name: string): string {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

export function stay(name: string, token: string): void {
  try {
    if (token) localStorage.setItem(name, token);
    else localStorage.removeItem(name);
  } catch {
    // the tab keeps it
  }
}
