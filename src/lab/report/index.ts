export { renderFitReport } from "./laws/fit-page.js";
export { renderReport } from "./render-report.js";
