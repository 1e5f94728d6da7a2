import { begin } from "./embed/calls";

// A page of another site runs this: nothing of it may stand in the way of anything there.
try {
  const own = document.currentScript ?? document.querySelector('script[src*="/embed.js"]');
  begin(own instanceof HTMLScriptElement ? own : null);
} catch (error) {
  reportError(error);
}
