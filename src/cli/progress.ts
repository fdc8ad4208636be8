import { formatNumber, formatSeconds } from "./format.js";

/** Nothing is shown of a run that ends before this many seconds. */
const PATIENCE = 0.5;
/** Seconds between two plain lines. */
const INTERVAL = 10;
/** Seconds between two states of the rewritten line. */
const REFRESH = 0.1;

/** Shows how far a run is. */
export interface Progress {
  readonly update: (recorded: number, cells: number) => void;
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
  if (quiet) return { update: () => undefined, clear: () => undefined };
  const start = now();
  let before: number | undefined;
  let shown = stream.isTTY ? Number.NEGATIVE_INFINITY : start;
  let isDirty = false;
  return {
    update: (recorded, cells) => {
      before ??= recorded;
      const time = now();
      if (time - start < PATIENCE || time - shown < (stream.isTTY ? REFRESH : INTERVAL)) return;
      shown = time;
      isDirty = stream.isTTY;
      const text = progressText({ recorded, cells, noun, computed: recorded - before, seconds: time - start });
      stream.write(stream.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
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

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
