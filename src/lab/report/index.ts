export { renderFitReport } from "./laws/fit-page.js";
export { renderForecastReport } from "./laws/forecast-page.js";
export { renderMixReport } from "./laws/mix-page.js";
export { renderReport } from "./render-report.js";
