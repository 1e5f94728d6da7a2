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

start(placeMenus, composerButtons, sideDrawer, shortcuts, showNewest);
