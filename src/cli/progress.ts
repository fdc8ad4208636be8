import type { CellProgress } from "../study/index.js";
import { formatNumber, formatSeconds } from "./format.js";
import { sparkline } from "./sparkline.js";

/** Nothing is shown of a run that ends before this many seconds. */
const PATIENCE = 0.5;
/** Seconds between two plain lines. */
const INTERVAL = 10;
/** Seconds between two states of the rewritten line. */
const REFRESH = 0.1;

/** Shows how far a run is. */
export interface Progress {
  readonly update: (recorded: number, cells: number) => void;
  /** How far one long cell is; shown behind the count, with the curve of its first value. */
  readonly watch: (cell: string, state: CellProgress) => void;
  /** Clears the line, so that other text can follow. */
  readonly clear: () => void;
}

/** How progress is shown. */
export interface ProgressOptions {
  readonly quiet: boolean;
  /** What is counted, in the plural; `cells` unless told. */
  readonly noun?: string;
  /** Seconds on some clock. */
  readonly now?: () => number;
}

/** On a terminal one rewritten line; elsewhere a plain line every ten seconds; nothing where `quiet`. */
export function progressOn(
  stream: NodeJS.WriteStream,
  { quiet, noun = "cells", now = () => performance.now() / 1000 }: ProgressOptions,
): Progress {
  if (quiet) return { update: () => undefined, watch: () => undefined, clear: () => undefined };
  const start = now();
  let before: number | undefined;
  let count = { recorded: 0, cells: 0 };
  let live = "";
  const curves = new Map<string, number[]>();
  let shown = stream.isTTY ? Number.NEGATIVE_INFINITY : start;
  let isDirty = false;
  const show = () => {
    const time = now();
    if (time - start < PATIENCE || time - shown < (stream.isTTY ? REFRESH : INTERVAL)) return;
    shown = time;
    isDirty = stream.isTTY;
    const computed = count.recorded - (before ?? 0);
    const text = `${progressText({ ...count, noun, computed, seconds: time - start })}${live}`;
    stream.write(stream.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
  };
  return {
    update: (recorded, cells) => {
      before ??= recorded;
      count = { recorded, cells };
      live = "";
      show();
    },
    watch: (cell, state) => {
      const curve = curves.get(cell) ?? [];
      curves.set(cell, curve);
      live = ` · ${cellText(cell, state, curve)}`;
      show();
    },
    clear: () => {
      if (isDirty) stream.write("\r\x1b[K");
      isDirty = false;
    },
  };
}

/** `123 of 2,500 cells · 41 a second · 58 s left` */
export function progressText(state: {
  recorded: number;
  cells: number;
  noun: string;
  computed: number;
  seconds: number;
}): string {
  const { recorded, cells, noun, computed, seconds } = state;
  const count = `${recorded.toLocaleString("en")} of ${cells.toLocaleString("en")} ${noun}`;
  if (computed === 0) return count;
  const rate = computed / seconds;
  const speed =
    rate >= 1 ? `${formatNumber(twoDigits(rate))} a second` : `${formatNumber(twoDigits(rate * 60))} a minute`;
  return `${count} · ${speed} · ${formatSeconds((cells - recorded) / rate)} left`;
}

/** `linear: 400 of 2,000 steps, loss 0.31 █▅▃▂▁`; what is watched first is added to its curve. */
function cellText(cell: string, { done, of, values = {} }: CellProgress, curve: number[]): string {
  const watched = Object.entries(values);
  if (watched.length > 0) curve.push(watched[0]![1]);
  const shown = watched.map(([name, value]) => `, ${name} ${formatNumber(Number(value.toPrecision(3)))}`).join("");
  return `${cell}: ${done.toLocaleString("en")} of ${of.toLocaleString("en")} steps${shown} ${sparkline(curve)}`.trimEnd();
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
