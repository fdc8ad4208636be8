import { mount } from "svelte";
import App from "./App.svelte";
import { keepForOffline } from "./offline/register.js";
import { findServer } from "./server/local-server.js";
import "./style.css";

// Zod compiles its schemas with `new Function` unless told, which the page's content-security policy forbids.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

mount(App, { target: document.getElementById("app")! });
if (!findServer()) addEventListener("load", () => void keepForOffline().catch(() => undefined));
