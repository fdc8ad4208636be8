/** Strings of the frame about every page. */
export const frame = {
  "frame.tagline": "an executable theory of how language models scale and learn in context",
  "frame.ledger": "Ledger",
  "frame.laws": "Laws",
  "frame.training": "Training",
  "frame.landscape": "Landscape",
  "frame.language": "中文",
  "frame.theme": "Light or dark",
  "frame.skip": "To the content",
  "frame.loading": "Loading…",
  "frame.failed": "This page could not be loaded: {reason}",
};
