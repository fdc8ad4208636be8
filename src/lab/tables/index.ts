export { requireVarying } from "../../study/varying.js";
export { defaultTable } from "./default-table.js";
export { readTable, type TableRead, tableDigest } from "./read-table.js";
