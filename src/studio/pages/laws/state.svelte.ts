import type { FitDocument, PlanDocument } from "../../../lab/law-documents.js";
import type { DrawnFit } from "../../../lab/laws/fit-table.js";
import { fitToPlanWith } from "../../../lab/laws/law-to-plan-with.js";
import { parseColumns } from "../../../laws/columns/index.js";
import { lineOf } from "../../../numerics/errors.js";
import type { Engine } from "../../engine/contract.js";
import type { FitFigures, ReadTable } from "../../engine/laws.js";
import { type Choices, fitAsked, noChoices, planAsked, planOptions, withPlanOf } from "./choices.js";
import { type ExampleName, examples, exampleTable, isExample } from "./examples.js";

/** A step of the page that can fail or take time. */
export type Step = "table" | "fit" | "figures" | "plan";

/** A plan with the choices that it is of: those of its fit, and of its budget. */
export interface Planned {
  readonly plan: PlanDocument;
  readonly choices: Choices;
}

/** What a step is doing. */
export interface Progress {
  readonly step: Exclude<Step, "figures">;
  /** As the fit names it: `refits`; nothing before it has. */
  readonly part: string;
  readonly done: number;
  readonly of: number;
}

/** The page of laws: the table, the choices, what was found. What fails leaves the rest as it was. */
export class LawsState {
  choices = $state<Choices>({ ...noChoices });
  file = $state.raw<File | null>(null);
  table = $state.raw<ReadTable | null>(null);
  fitted = $state.raw<DrawnFit | null>(null);
  /** The choices of the fit that is shown, as one text. */
  fittedAs = $state("");
  figures = $state.raw<FitFigures | null>(null);
  planned = $state.raw<Planned | null>(null);
  progress = $state.raw<Progress | null>(null);
  problems = $state<Partial<Record<Step, string>>>({});
  /** The choices of the fit that is shown. */
  #fittedBy: Choices = noChoices;
  /** The fit that plans where the one that is shown cannot, and what it stands for. */
  #stand: { readonly of: FitDocument; readonly by: FitDocument } | null = null;
  readonly #engine: Engine;
  readonly #running: Partial<Record<Step, AbortController>> = {};

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The fit that the choices ask for, as text; nothing where they ask for none. */
  get asked(): string {
    if (!this.file) return "";
    try {
      return JSON.stringify(fitAsked(this.file.name, this.choices));
    } catch {
      return "";
    }
  }

  /** Whether the choices ask for another plan than the one that is shown. */
  get planIsStale(): boolean {
    if (!this.planned) return false;
    const [shown, asked] = [this.planned.choices, this.choices].map((choices) => JSON.stringify(planOptions(choices)));
    return shown !== asked;
  }

  /** Takes the choices of an address that a person went to. */
  async adopt(choices: Choices): Promise<void> {
    const { example } = this.choices;
    Object.assign(this.choices, choices);
    if (this.choices.law === "" && this.table) this.choices.law = lawFor(this.table);
    if (choices.example !== example && isExample(choices.example)) await this.openExample(choices.example);
  }

  /** Reads a table, which ends all work on the one before. A bad one is told of, and the one before stays. */
  async open(file: File): Promise<boolean> {
    const table = await this.#step("table", (signal) => this.#engine.call("readTable", file, { signal }));
    if (!table) return false;
    this.#end(["fit", "figures", "plan"]);
    Object.assign(this, { file, table, fitted: null, figures: null, planned: null, problems: {} });
    if (!parses(this.choices.columns, table)) this.choices.columns = "";
    if (this.choices.law === "") this.choices.law = lawFor(table);
    return true;
  }

  /** Reads an example, and fits the law that it is made from. */
  async openExample(name: ExampleName): Promise<void> {
    const { file, law, compute, uniqueTokens = "" } = examples[name];
    const other = this.choices.example !== name;
    if (other || this.choices.law === "") Object.assign(this.choices, { law, where: "" });
    if (other || this.choices.compute === "") Object.assign(this.choices, { compute, uniqueTokens });
    if (other) this.choices.columns = "";
    if (!(await this.open(new File([exampleTable(name)], file, { type: "text/csv" })))) return;
    this.choices.example = name;
    await this.fit();
  }

  /** Fits the law, then draws its figures and makes the plan. */
  async fit(): Promise<void> {
    const { file, asked } = this;
    if (!file) return;
    const choices = $state.snapshot(this.choices);
    const found = await this.#step("fit", async (signal) => {
      const request = fitAsked(file.name, choices);
      const onProgress = (part: string, done: number, of: number) => {
        if (!signal.aborted) this.progress = { step: "fit", part, done, of };
      };
      return this.#engine.call("fit", { file, request }, { signal, onProgress });
    });
    // The table may have been changed for another since.
    if (!found || this.file !== file) return;
    this.#fittedBy = choices;
    Object.assign(this, { fitted: found, fittedAs: asked, figures: null, planned: null });
    if (this.choices.compute === "") this.choices.compute = tenTimes(found.document.data.compute?.[1]);
    await Promise.all([this.#draw(found), this.makePlan()]);
  }

  /** Makes the plan that the choices ask for, by the law that is fitted or the one that stands in for it. */
  async makePlan(): Promise<void> {
    const { fitted, file } = this;
    if (!fitted || !file) return;
    const choices = withPlanOf(this.#fittedBy, $state.snapshot(this.choices));
    const plan = await this.#step("plan", async (signal) => {
      const request = planAsked(choices);
      const document = await this.#ableToPlan(fitted.document, file, signal);
      return this.#engine.call("plan", { document, request }, { signal });
    });
    if (plan && this.fitted === fitted) this.planned = { plan, choices };
  }

  /** Ends what is under way; what was found before stays, and is drawn to its end. */
  cancel(): void {
    this.#end(["table", "fit", "plan"]);
    this.progress = null;
  }

  #end(steps: readonly Step[]): void {
    for (const step of steps) this.#running[step]?.abort();
  }

  /** The fit itself, or that of another law where an automatic choice cannot plan: fitted once. */
  async #ableToPlan(document: FitDocument, file: File, signal: AbortSignal): Promise<FitDocument> {
    if (this.#stand?.of === document) return this.#stand.by;
    const by = await fitToPlanWith(document, async (law) => {
      const request = fitAsked(file.name, { ...this.#fittedBy, law });
      const onProgress = (part: string, done: number, of: number) => {
        if (!signal.aborted) this.progress = { step: "plan", part, done, of };
      };
      return (await this.#engine.call("fit", { file, request }, { signal, onProgress })).document;
    });
    this.#stand = { of: document, by };
    return by;
  }

  async #draw(fitted: DrawnFit): Promise<void> {
    const figures = await this.#step("figures", (signal) => this.#engine.call("fitFigures", fitted, { signal }));
    if (figures && this.fitted === fitted) this.figures = figures;
  }

  /** Does a step; a newer one of its kind ends it, and what it throws is told. @returns null where it came to nothing */
  async #step<T>(step: Step, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.#running[step]?.abort();
    const own = new AbortController();
    this.#running[step] = own;
    if (step === "table" || step === "fit") this.progress = { step, part: "", done: 0, of: 0 };
    try {
      const result = await work(own.signal);
      if (own.signal.aborted) return null;
      this.problems = { ...this.problems, [step]: undefined };
      return result;
    } catch (error) {
      if (!own.signal.aborted) this.problems = { ...this.problems, [step]: lineOf(error) };
      return null;
    } finally {
      if (this.#running[step] === own && this.progress?.step === step) this.progress = null;
    }
  }
}

/** Chinchilla's law where size, tokens and loss were recognised; else whichever predicts best. */
function lawFor({ guess }: ReadTable): string {
  const known = Object.keys(guess);
  const two = ["N", "D", "C"].filter((symbol) => known.includes(symbol)).length >= 2;
  return two && known.includes("L") ? "chinchilla" : "auto";
}

/** Whether a choice of columns is one of this table's. */
function parses(columns: string, table: ReadTable): boolean {
  if (columns === "") return true;
  try {
    parseColumns(
      columns,
      table.columns.map(({ name }) => name),
    );
    return true;
  } catch {
    return false;
  }
}

/** Ten times the dearest run, to one digit. */
function tenTimes(compute: number | undefined): string {
  return compute === undefined
    ? ""
    : Number((10 * compute).toPrecision(1))
        .toExponential()
        .replace("+", "");
}
