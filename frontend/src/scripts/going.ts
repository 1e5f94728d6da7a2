/** Leads to another page. A frame inside another site shows it in place instead of leaving. */
let lead = (url: string): void => location.assign(url);

export function goTo(url: string): void {
  lead(url);
}

export function goBy(way: (url: string) => void): void {
  lead = way;
}
