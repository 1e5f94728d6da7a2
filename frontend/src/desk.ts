import { composerButtons } from "./scripts/composer";
import { shortcuts } from "./scripts/keys";
import { placeMenus } from "./scripts/menus";
import { keepListPlace, openAtNewest, rememberOpened, showSetting } from "./scripts/places";
import { listsAreOneStop } from "./scripts/rows";
import { settingsPage } from "./scripts/settings";
import { sideDrawer } from "./scripts/side";
import { start } from "./scripts/start";

start(placeMenus, composerButtons, sideDrawer, listsAreOneStop, shortcuts, openAtNewest, keepListPlace, rememberOpened, showSetting, settingsPage);
