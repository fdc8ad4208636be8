import { frame } from "./zh/frame.js";
import { landscape } from "./zh/landscape.js";
import { laws } from "./zh/laws.js";
import { ledger } from "./zh/ledger.js";
import { machine } from "./zh/machine.js";
import { study } from "./zh/study.js";
import { training } from "./zh/training.js";

/** All strings of the interface, in Chinese. */
export const zh = { ...frame, ...landscape, ...laws, ...ledger, ...machine, ...study, ...training };
