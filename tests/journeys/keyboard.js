/* Asked in the page itself by keyboard.py: what TAB reaches in a place of it, and what is wrong there. */
window.keys = (() => {
  const MAY = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const LOOKS = ["outline", "boxShadow", "borderColor", "backgroundColor"];

  const isSeen = (it) => it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && it.getClientRects().length > 0;
  const isStop = (it) => it.tabIndex >= 0 && !it.matches(":disabled") && !it.closest("[inert], [hidden]") && isSeen(it);

  /** Of radios that belong together TAB finds one. */
  function isPassedOver(it) {
    if (it.type !== "radio") return false;
    const group = [...document.getElementsByName(it.name)].filter((one) => one.form === it.form && !one.disabled);
    return it !== (group.find((one) => one.checked) ?? group[0]);
  }

  function name(it) {
    return it.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  }

  /** How it and what is around it look; a control may leave the ring to the box that holds it. */
  function looks(it) {
    const parts = [it, it.parentElement, it.parentElement?.parentElement, it.nextElementSibling].filter(Boolean);
    return JSON.stringify(parts.map((one) => LOOKS.map((look) => getComputedStyle(one)[look])));
  }

  /** WCAG 2.4.11: whether nothing lies over it, or over where one begins to write in a long text. */
  function isCovered(it) {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    const [x0, x1, y0, y1] = [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)];
    if (x1 <= x0 || y1 <= y0) return true;
    const free = [[0.5, 0.5], [0.15, 0.3], [0.85, 0.3], [0.15, 0.7], [0.85, 0.7]].filter(([x, y]) => {
      const hit = document.elementFromPoint(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y);
      return hit && (it.contains(hit) || hit.contains(it) || [...(it.labels ?? [])].some((label) => label.contains(hit)));
    });
    return free.length < (it.localName === "textarea" ? 2 : 3);
  }

  const stops = (place) => [...document.querySelectorAll(MAY)].filter((it) => isStop(it) && !isPassedOver(it) && it.closest(place));

  return {
    names: (place) => stops(place).map(name),
    active: () => name(document.activeElement),
    shutFrames: () => document.querySelectorAll("iframe").forEach((it) => (it.tabIndex = -1)),
    openFrames: () => document.querySelectorAll("iframe").forEach((it) => it.removeAttribute("tabindex")),
    /** The number of the stop that has the focus; -1 where it is none of the place. */
    here: (place) => stops(place).indexOf(document.activeElement),
    menus: () => [...document.querySelectorAll("[popovertarget]:not([popovertargetaction])")].filter(isStop).map((it) => it.getAttribute("popovertarget")),
    wrong(place) {
      const found = [...document.querySelectorAll("[tabindex]")].filter((it) => it.tabIndex > 0).map((it) => `jumps the queue: ${name(it)}`);
      for (const it of stops(place)) {
        document.activeElement?.blur();
        const before = looks(it);
        it.focus({ focusVisible: true });
        if (document.activeElement !== it) found.push(`takes no focus: ${name(it)}`);
        else if (it.localName !== "iframe" && looks(it) === before) found.push(`does not show the focus: ${name(it)}`);
        else if (isCovered(it)) found.push(`has the focus and is covered: ${name(it)}`);
      }
      document.activeElement?.blur();
      scrollTo(0, 0);
      return found;
    },
  };
})();
