import { invalid } from "../../numerics/errors.js";

/** How much of a prompt a step of training uses. */
export interface PromptSize {
  /** Inputs past so many coordinates are zero. */
  readonly dimensions: number;
  /** Labels past so many points do not count. */
  readonly points: number;
}

/** The size of the prompts of a step (0 at the first). */
export type Curriculum = (step: number) => PromptSize;

/** The part of the whole size with which prompts begin. */
const BEGINNING = 1 / 4;

/**
 * Prompts that grow in even steps from a quarter of their dimensions and points to all of them, over the first `growth`
 * steps; whole from the first step where `growth` is 0. With 20 dimensions, 41 points and 30,000 steps, the curriculum of
 * Garg et al. (2022, arXiv:2208.01066, §A.2) to one point.
 * @throws InputError for a growth below 0.
 */
export function growingPrompts(whole: PromptSize, growth: number): Curriculum {
  if (!(growth >= 0)) throw invalid("growth", growth, "a number of steps, at least 0");
  return (step) => {
    const share = growth > 0 ? Math.min(step / growth, 1) : 1;
    return { dimensions: grown(whole.dimensions, share), points: grown(whole.points, share) };
  };
}

function grown(whole: number, share: number): number {
  const first = Math.ceil(whole * BEGINNING);
  return first + Math.floor((whole - first) * share);
}
