import { frame } from "./en/frame.js";
import { landscape } from "./en/landscape.js";
import { laws } from "./en/laws.js";
import { ledger } from "./en/ledger.js";
import { machine } from "./en/machine.js";
import { study } from "./en/study.js";
import { training } from "./en/training.js";

/** All strings of the interface, in English. */
export const en = { ...frame, ...landscape, ...laws, ...ledger, ...machine, ...study, ...training };
