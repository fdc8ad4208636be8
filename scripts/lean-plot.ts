// The studio's figures use a small part of Observable Plot, whose one function `plot` reaches for the rest: maps, tooltips,
// calendars, legends, every colour scheme and curve. This Vite plugin leaves that rest out of the page's script.
import type { Plugin } from "vite";

/**
 * Modules that are left out, each with what stays of it. Every other export of theirs throws where it is called, so that a
 * figure that comes to need one says so; a test compares drawings with and without the plugin.
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "plot/src/projection.js": "export function createProjection() {}\nexport function hasProjection() { return false; }",
  "plot/src/legends.js":
    "export function createLegends() { return []; }\nexport function exposeLegends() { return () => undefined; }",
  "plot/src/marks/tip.js": "",
  "plot/src/interactions/pointer.js": "",
  "plot/src/time.js": "",
  "plot/src/scales/temporal.js": "",
  "plot/src/scales/diverging.js": "",
  "plot/src/scales/schemes.js": `
    import { interpolateViridis } from "d3";
    export function isCategoricalScheme() { return false; }
    export function isDivergingScheme() { return false; }
    export function quantitativeScheme(name) {
      if (name !== "viridis") throw new Error("left out of the studio: the colours " + name);
      return interpolateViridis;
    }`,
  "plot/src/curve.js": `
    import { curveLinear } from "d3";
    export function curveAuto(context) { return curveLinear(context); }
    export function maybeCurve(curve = curveLinear) {
      if (curve !== curveLinear) throw new Error("left out of the studio: the curve " + curve);
      return curve;
    }
    export function maybeCurveAuto(curve = curveAuto) { return curve === curveAuto ? curve : maybeCurve(curve); }`,
  "plot/src/transforms/group.js": "",
  "plot/src/transforms/bin.js": `
    export function maybeDenseIntervalX(options) { return options; }
    export function maybeDenseIntervalY(options) { return options; }`,
  "plot/src/transforms/stack.js": `
    export function maybeStackY({ y, y1, y2, ...options }) {
      if (y1 === undefined || y2 === undefined) throw new Error("left out of the studio: stacked areas");
      return { ...options, y1, y2 };
    }`,
};

/** What other modules of Plot import from d3 for the sake of what is left out. */
const NOT_IMPORTED: Readonly<Record<string, string>> = {
  "plot/src/plot.js": "geoPath",
  "plot/src/marks/axis.js": "utcFormat",
};

/** Leaves out of a build what the figures of the studio do not use of Observable Plot. */
export function leanPlot(): Plugin {
  return {
    name: "isinglass-lean-plot",
    transform(code, id) {
      const path = id.replaceAll("\\", "/");
      const named = (table: Readonly<Record<string, string>>) =>
        Object.entries(table).find(([name]) => path.endsWith(`/@observablehq/${name}`))?.[1];
      const [kept, unused] = [named(LEFT_OUT), named(NOT_IMPORTED)];
      if (kept !== undefined) return { code: lean(code, kept), map: null };
      if (unused !== undefined) return { code: withoutImport(code, unused), map: null };
      return path.includes("/d3-scale-chromatic/") ? { code: withPureSchemes(code), map: null } : undefined;
    },
  };
}

/** What stays of a module, and for all else that it exports a function that throws. */
function lean(code: string, kept: string): string {
  const stays = exportsOf(kept);
  const left = exportsOf(code).filter((name) => !stays.includes(name));
  return [kept, ...left.map((name) => `export ${refusal(name)}`)].join("\n");
}

function exportsOf(code: string): string[] {
  return [...code.matchAll(/^\s*export (?:function|class|const) (\w+)/gm)].map(([, name]) => name!);
}

/** A module that takes a name from d3 no more, and throws where it is called. @throws Error if it never did */
function withoutImport(code: string, name: string): string {
  const imports = new RegExp(`^(import \\{[^}]*?)(?:, ${name}\\b|\\b${name}, )([^}]*\\} from "d3";)`, "m");
  if (!imports.test(code)) throw new Error(`Observable Plot does not take ${name} from d3`);
  return `${code.replace(imports, "$1$2")}\n${refusal(name)}`;
}

function refusal(name: string): string {
  return `function ${name}() { throw new Error("left out of the studio: ${name}"); }`;
}

/** Schemes are made by calls, which a bundler keeps unless it is told that they do nothing else. */
function withPureSchemes(code: string): string {
  const arrays = code.replace(/= (new Array\(3\)\.concat\([^)]*\)\.map\(colors\));/g, "= (() => $1)();");
  return arrays.replace(/^((?:var|const|let) [\w$]+ = )(?=[\w$]+\(|\(\(\) => )/gm, "$1/* @__PURE__ */ ");
}
