/** A site in React that embeds a panel: for the journeys, never shipped. */
import { createElement as make, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type {} from "../src/embedding";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "smartai-tickets": { panel: string; mode?: string };
    }
  }
}
const { base = "", panel = "" } = document.body.dataset;

function Shop(): React.ReactNode {
  const [place, go] = useState("cart");
  useEffect(() => {
    const script = document.createElement("script");
    script.src = `${base}/embed.js`;
    document.head.append(script);
  }, []);
  return make(
    "main",
    null,
    make("h1", null, "Lake Shop"),
    make("button", { onClick: () => go(place === "cart" ? "help" : "cart") }, "Turn the page"),
    make("button", { onClick: () => window.smartai?.("open", "new", { title: "Wrong size" }) }, "Ask us"),
    place === "help" ? make("smartai-tickets", { key: "inline", panel, mode: "inline" }) : make("smartai-tickets", { key: "button", panel }),
  );
}

createRoot(document.body.appendChild(document.createElement("div"))).render(make(Shop));
