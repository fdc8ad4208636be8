/** Strings of the runs on the machine that serves the page. */
export const machine = {
  "machine.title": "Runs on this machine",
  "machine.none": "None yet. The page of a study starts one, and so does the command that stands there.",
  "machine.all": "Show all {count}",
  "machine.cells": "{recorded} of {cells} cells",
  "machine.steps": "{cell}: {done} of {of} steps",
  "machine.seed": "seed {seed}",
  "machine.finished": "{when} · {time}",
  "machine.stopped": "stopped, {cells} kept",
  "machine.elsewhere": "It is of files of your own or of another version of the study, which this page does not show.",
  "machine.stop": "Stop",
  "machine.stopOf": "Stop the run of {study}",
  "machine.goOn": "Go on",
  "machine.goOnOf": "Go on with the run of {study}",
  "machine.failed": "It failed: {reason}",
  "machine.trouble": "The server says: {reason}",
};
