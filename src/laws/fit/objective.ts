import { invalid } from "../../numerics/errors.js";
import type { Expansion } from "../../numerics/optimisation/minimize-within.js";
import type { BoundProgram, Program } from "../expression/index.js";
import type { Form } from "../form.js";
import { thetaOf } from "./coordinates.js";
import { isLogarithmic, type Rho, rhoOf } from "./losses.js";
import { programOf } from "./program-of.js";
import type { Loss, RunData } from "./types.js";

/**
 * S(u) = Σ_i w_i ρ(r_i(u)) over runs, with r = ln f − ln y or f − y, and its exact derivatives. Where the law is not
 * finite (or not positive, under a logarithm) S is +∞.
 */
export class Objective {
  readonly n: number;
  readonly p: number;
  /** Values, Jacobians and Hessians of the law over all runs, counted together. */
  evaluations = 0;
  /** Residuals at the last point asked for. */
  readonly residuals: Float64Array;
  weights: Float64Array;
  rho: Rho;
  private readonly bound: BoundProgram;
  private readonly logTarget: boolean;
  private readonly target: Float64Array;
  private readonly theta: Float64Array;
  private readonly values: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly slopes: Float64Array;
  private readonly outer: Float64Array;
  private readonly robust: Float64Array;
  private readonly curvatureWeights: Float64Array;
  private readonly lawHessian: Float64Array;
  private readonly expansion: { value: number; gradient: Float64Array; hessian: Float64Array; majoriser: Float64Array };

  constructor(
    readonly form: Form,
    data: RunData,
    loss: Loss,
    program: Program = programOf(form),
  ) {
    this.bound = program.bind(program.variables.map((name) => columnOf(data, name)));
    const n = data.target.length;
    const p = form.parameters.length;
    this.n = n;
    this.p = p;
    this.rho = rhoOf(loss);
    this.logTarget = isLogarithmic(loss);
    this.target = this.logTarget ? data.target.map(Math.log) : data.target;
    this.weights = data.weights ?? new Float64Array(n).fill(1);
    this.residuals = new Float64Array(n);
    this.theta = new Float64Array(p);
    this.values = new Float64Array(n);
    this.jacobian = new Float64Array(p * n);
    this.slopes = new Float64Array(n);
    this.outer = new Float64Array(n);
    this.robust = new Float64Array(n);
    this.curvatureWeights = new Float64Array(n);
    this.lawHessian = new Float64Array(p * p);
    this.expansion = {
      value: 0,
      gradient: new Float64Array(p),
      hessian: new Float64Array(p * p),
      majoriser: new Float64Array(p * p),
    };
  }

  /** S(u). */
  value(u: Float64Array): number {
    this.evaluations++;
    this.bound.value(thetaOf(this.form, u, this.theta), this.values);
    this.fillResiduals();
    return this.sum();
  }

  /**
   * S(u) with derivatives, in buffers that the next call overwrites; the majoriser is Σ w (ψ/r) r′ r′ᵀ, of the quadratic that
   * touches a robust loss from above. Without `exact` it stands for the Hessian,
   * at a third of the cost.
   */
  expand(u: Float64Array, exact = true): Expansion {
    const { n, p, jacobian, values, weights, residuals, rho, expansion, lawHessian } = this;
    const { slopes, outer, robust, curvatureWeights } = this;
    const { gradient, hessian, majoriser } = expansion;
    this.residualJacobian(u);
    expansion.value = this.sum();
    for (let i = 0; i < n; i++) {
      const r = residuals[i]!;
      const w = weights[i]!;
      const slope = w * rho.slope(r);
      const curvature = w * rho.curvature(r);
      slopes[i] = slope;
      curvatureWeights[i] = this.logTarget ? slope / values[i]! : slope;
      // In logarithms r″ = f″/f − r′ r′ᵀ.
      outer[i] = this.logTarget ? curvature - slope : curvature;
      robust[i] = r === 0 ? curvature : slope / r;
    }
    for (let a = 0; a < p; a++) gradient[a] = dot(slopes, jacobian, a * n, n);
    weightedGram(robust, jacobian, majoriser, n, p);
    if (exact) {
      this.evaluations++;
      weightedGram(outer, jacobian, hessian, n, p);
      this.bound.hessian(this.theta, curvatureWeights, lawHessian);
      this.addCurvature(hessian, gradient);
    } else hessian.set(majoriser);
    return expansion;
  }

  /** ∂r_i/∂u_j at `jacobian[j * n + i]` and the residuals; a buffer that the next call overwrites. */
  residualJacobian(u: Float64Array): Float64Array {
    const { n, jacobian, values, theta } = this;
    this.evaluations++;
    this.bound.jacobian(thetaOf(this.form, u, theta), values, jacobian);
    for (const [j, { scale }] of this.form.parameters.entries()) {
      const factor = scale === "log" ? theta[j]! : 1;
      for (let i = 0; i < n; i++) jacobian[j * n + i]! *= this.logTarget ? factor / values[i]! : factor;
    }
    this.fillResiduals();
    return jacobian;
  }

  /** The law's values at the last point asked for. */
  lawValues(): Float64Array {
    return this.values;
  }

  /** Adds Σ w ψ f″ (over f, in logarithms) to the Hessian, in u: dθ/du = θ and d²θ/du² = θ for a `log` parameter. */
  private addCurvature(hessian: Float64Array, gradient: Float64Array): void {
    const { p, lawHessian, theta, form } = this;
    const logs = form.parameters.map(({ scale }) => scale === "log");
    for (let a = 0; a < p; a++) {
      for (let b = 0; b < p; b++) {
        hessian[a * p + b]! += lawHessian[a * p + b]! * (logs[a] ? theta[a]! : 1) * (logs[b] ? theta[b]! : 1);
      }
      if (logs[a]) hessian[a * p + a]! += gradient[a]!;
    }
  }

  private fillResiduals(): void {
    const { n, values, target, residuals, logTarget } = this;
    if (logTarget) for (let i = 0; i < n; i++) residuals[i] = Math.log(values[i]!) - target[i]!;
    else for (let i = 0; i < n; i++) residuals[i] = values[i]! - target[i]!;
  }

  /** Σ w ρ(r) at the last residuals. */
  private sum(): number {
    const { n, residuals, weights, rho } = this;
    let sum = 0;
    let carry = 0;
    for (let i = 0; i < n; i++) {
      if (weights[i] === 0) continue;
      // Compensated, lest a million runs cost the objective's last digits.
      const term = weights[i]! * rho.value(residuals[i]!) - carry;
      const next = sum + term;
      carry = next - sum - term;
      sum = next;
    }
    return Number.isFinite(sum) ? sum : Infinity;
  }
}

/** Σ_i a_i b_{from + i}. */
function dot(a: Float64Array, b: Float64Array, from: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i]! * b[from + i]!;
  return sum;
}

/** Σ_i w_i j_i j_iᵀ over the rows of a Jacobian with columns of n, into `gram` (p × p). */
function weightedGram(w: Float64Array, jacobian: Float64Array, gram: Float64Array, n: number, p: number): void {
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += w[i]! * jacobian[a * n + i]! * jacobian[b * n + i]!;
      gram[a * p + b] = sum;
      gram[b * p + a] = sum;
    }
  }
}

function columnOf(data: RunData, name: string): Float64Array {
  const column = data.variables[name];
  if (!column) throw invalid("runs", Object.keys(data.variables), `a column for ${name}`);
  if (column.length !== data.target.length) {
    throw invalid(`column ${name}`, `${column.length} numbers`, `${data.target.length}, as many as the target has`);
  }
  return column;
}
