import { composerButtons } from "./scripts/composer";
import { shortcuts } from "./scripts/keys";
import { placeMenus } from "./scripts/menus";
import { sideDrawer } from "./scripts/side";
import { start } from "./scripts/start";

/** A conversation opens at its newest letter. */
function showNewest(): void {
  const scroller = document.querySelector<HTMLElement>("[data-live-ticket]");
  if (scroller && !location.hash) scroller.scrollTop = scroller.scrollHeight;
}

/** On a phone the settings are a row that scrolls; the one that is open shall be seen. */
function showSetting(): void {
  const current = document.querySelector<HTMLElement>(".setting-nav [aria-current]");
  const row = current?.closest("ul");
  if (current && row && row.scrollWidth > row.clientWidth) {
    current.scrollIntoView({ block: "nearest", inline: "center" });
  }
}

start(placeMenus, composerButtons, sideDrawer, shortcuts, showNewest, showSetting);
