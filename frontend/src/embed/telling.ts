/** Numbers and names of what happened, for the page's own scripts. */
export type Told = Record<string, unknown>;

export function tell(panel: string, event: string, more: Told): void {
  window.dispatchEvent(new CustomEvent(`smartai:${event}`, { detail: { panel, ...more } }));
}
