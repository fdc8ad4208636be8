/** The seed unless `--seed` says else. */
export const DEFAULT_FIT_SEED = 1;
/** δ of the Huber loss unless `--delta` says else: that of Hoffmann et al. (2022). */
export const DEFAULT_DELTA = 1e-3;

/** Refits of resampled mixtures unless `isinglass mix --bootstrap` says else. */
export const DEFAULT_MIX_RESAMPLES = 200;
