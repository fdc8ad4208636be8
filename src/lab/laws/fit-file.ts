import { readRuns } from "../tables/index.js";
import { expressionOf } from "./expression-of.js";
import type { FitEvents, FitRequest } from "./fit-request.js";
import { type FittedRuns, fitTable } from "./fit-table.js";

/**
 * Reads a table of runs, fits a law to it and finds the intervals: {@link fitTable} for a file.
 *
 * @throws InputError for a table, column, filter or law that cannot be used, naming file, line and column
 */
export async function fitFile(request: FitRequest, events: FitEvents = {}): Promise<FittedRuns> {
  const table = await readRuns(request.file);
  const { form } = request;
  const asked = form === undefined ? request : { ...request, form: await expressionOf(form) };
  return { ...fitTable(table, asked, { seconds: processorSeconds, ...events }), request };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
