/** Strings of the page of the energy landscape. */
export const landscape = {
  "landscape.title": "The energy landscape, seen exactly",
  "landscape.intro":
    "The thesis maps simplified linear attention to a spin glass: weights are spins, and the training loss is the energy. That energy is quadratic, so a plane through the ground state along two principal directions of its Hessian shows it as it is. Nothing here is interpolated.",
  "landscape.controls": "The spin glass",
  "landscape.presets": "As in fig. 11 of the thesis:",
  "landscape.preset": "({panel}) P = {P}",
  "landscape.P": "Tasks, P",
  "landscape.D": "Dimension, D",
  "landscape.N": "Examples in a prompt, N",
  "landscape.lambda": "Regulariser, λ",
  "landscape.seed": "Seed",
  "landscape.samples": "Sampled weights, n",
  "landscape.failed": "The landscape could not be computed: {reason}",
  "landscape.waiting": "Computing…",
  "landscape.link": "No command repeats this page, but its link does, number for number: its settings are all there.",
  "landscape.section": "A plane through the ground state",
  "landscape.section.key":
    "Cross: ground state. Shades: exact energy in the plane, blue low, red high, levels rising as squares. Dots: sampled weights in the plane's two coordinates, coloured by the rank of their whole energy. Line: gradient descent from the first sample (ring).",
  "landscape.axis": "direction {k} (curvature {nu})",
  "landscape.pair.stiffest": "Two stiffest",
  "landscape.pair.both": "Stiffest and softest",
  "landscape.pair.softest": "Two softest",
  "landscape.first": "Across: direction",
  "landscape.second": "Up: direction",
  "landscape.extent": "Half width of the plane",
  "landscape.step": "Step of descent, over the largest stable one",
  "landscape.spectrum": "Curvature of every direction",
  "landscape.rank": "direction, from the stiffest",
  "landscape.curvature": "curvature ν",
  "landscape.key.measured": "eigenvalues of R + λ",
  "landscape.key.law": "law of large spin glasses (Marchenko–Pastur, generalised)",
  "landscape.key.chosen": "directions of the plane",
  "landscape.picture": "The thesis's picture, measured",
  "landscape.picture.what":
    "Fig. 11 of the thesis samples random weights, lays them out by t-SNE and colours the map by energy. But t-SNE is given the weights alone: change P, N or λ, and no point moves; only colours do. This is a t-SNE of our samples (exact, perplexity 30, seeded), drawn without the interpolated surface. Each point's energy is then foretold from its ten nearest neighbours on the map.",
  "landscape.picture.progress": "Iteration {iteration} of {of}; divergence {divergence}.",
  "landscape.foretold.caption": "Share of the energy's variance that ten neighbours foretell (R², each point left out)",
  "landscape.foretold.by": "Neighbours in",
  "landscape.foretold.r2": "R²",
  "landscape.foretold.shuffled": "energies shuffled",
  "landscape.foretold.picture": "the t-SNE map",
  "landscape.foretold.stiffest": "the two stiffest directions",
  "landscape.finding.section":
    "Directions {first} and {second} together hold {exact} of the variance of the energy of random weights, exactly; {measured} of the variance over these {n} samples.",
  "landscape.samples.far":
    "The ground state lies at energy {minimum}; the lowest of {n} sampled weights at {lowest}, {height} as high above it as their median. Random sampling does not come near the bottom of the landscape that it is to show.",
  "landscape.samples.partly":
    "The ground state lies at energy {minimum}; the lowest of {n} sampled weights at {lowest}, {height} as high above it as their median. Random sampling comes part of the way to the bottom of the landscape.",
  "landscape.samples.near":
    "The ground state lies at energy {minimum}; the lowest of {n} sampled weights at {lowest}, {height} as high above it as their median. Random sampling comes near the bottom of this landscape.",
  "landscape.finding.descent":
    "Gradient descent begins {before} above the ground state and is {after} above it after {steps} steps. There is one valley only: no other minimum to be caught in.",
  "landscape.finding.spectrum":
    "{flat} of {p} directions are flat but for λ. The other eigenvalues differ from the law by at most {distance} in their distribution function.",
  "landscape.finding.nothing":
    "The map says nothing of the energy: R² = {measured} is not distinguishable from shuffled energies ({shuffled}; two of these errors are allowed). The two stiffest directions alone give {stiffest}.",
  "landscape.finding.little":
    "The map says little of the energy: R² = {measured}, against {shuffled} with shuffled energies, more than two of these errors away. The two stiffest directions alone give {stiffest}.",
  "landscape.finding.much":
    "Here the map does tell of the energy: R² = {measured}, against {shuffled} with shuffled energies, more than two of these errors away. The two stiffest directions alone give {stiffest}.",
};
