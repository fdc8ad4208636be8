import { mount } from "svelte";
import App from "./App.svelte";
import { keepForOffline } from "./offline/register.js";
import { findServer } from "./server/local-server.js";
import "./style.css";

// Zod compiles its schemas with `new Function` unless told, which the page's content-security policy forbids.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

mount(App, { target: document.getElementById("app")! });
// Not before the page has its own files; it may have been loaded while the strings of its language were awaited.
if (!findServer()) {
  if (document.readyState === "complete") keepOffline();
  else addEventListener("load", keepOffline);
}

function keepOffline(): void {
  keepForOffline().catch(() => undefined);
}
