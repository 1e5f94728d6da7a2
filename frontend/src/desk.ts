import { composerButtons } from "./scripts/composer";
import { shortcuts } from "./scripts/keys";
import { placeMenus } from "./scripts/menus";
import { keepListPlace, openAtNewest, showSetting } from "./scripts/places";
import { sideDrawer } from "./scripts/side";
import { start } from "./scripts/start";

start(placeMenus, composerButtons, sideDrawer, shortcuts, openAtNewest, keepListPlace, showSetting);
