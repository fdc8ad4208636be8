import fc from "fast-check";

/*
 * Properties are tried on the same cases in every run of the tests, as all that is drawn here comes from a seed;
 * ISINGLASS_PROPERTY_SEED=n tries others.
 */
fc.configureGlobal({ seed: Number(process.env.ISINGLASS_PROPERTY_SEED ?? 1) });

export default fc;
