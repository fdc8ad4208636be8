/** Strings of the page training. */
export const training = { "training.title": "Training" };
