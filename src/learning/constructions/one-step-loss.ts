/** What the loss of one gradient step depends on. */
export interface OneStep {
  /** Dimension of the inputs, whose entries are independent with mean 0. */
  readonly d: number;
  /** Examples in the prompt. */
  readonly N: number;
  /** E x_a². */
  readonly variance: number;
  /** E x_a⁴: 3·variance² for normal entries, 1/5 for entries uniform on [−1, 1]. */
  readonly fourthMoment: number;
}

/**
 * E (⟨w, x_q⟩ − ŷ)² of one gradient step of size η from w_0 = 0, ŷ = (η/N) Σ y_i ⟨x_i, x_q⟩, for y_i = ⟨w, x_i⟩ and
 * w ~ N(0, I): with S = (1/N) Σ x xᵀ it is s tr E(I − ηS)², and
 * E S² = s² + (1/N)(m_4 + (d − 2)s²), s the variance and m_4 the fourth moment of an entry. Exact.
 */
export function oneStepLoss(eta: number, step: OneStep): number {
  const { d, variance } = step;
  return variance * d * (1 - 2 * eta * variance + eta * eta * secondMoment(step));
}

/** The step η that minimises {@link oneStepLoss}: s/E S². */
export function bestStep(step: OneStep): number {
  return step.variance / secondMoment(step);
}

function secondMoment({ d, N, variance, fourthMoment }: OneStep): number {
  return variance ** 2 + (fourthMoment + (d - 2) * variance ** 2) / N;
}
