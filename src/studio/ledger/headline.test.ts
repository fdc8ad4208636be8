import { expect, it } from "vitest";
import { endingsOf, headlineFigure, placeOf, RANGE, tasksAt } from "./headline.js";

const words = {
  ...{ title: "t", caption: "c", tasks: "P", distance: "d" },
  solvers: { amp: "AMP", tap: "TAP", gamp: "GAMP" },
};

it("draws a dot where a solver ended and a cross at the top where it came to no fixed point", () => {
  const endings = endingsOf([
    { P: 300, algorithm: "amp", deviation: null },
    { P: 300, algorithm: "gamp", deviation: 1e-12 },
    { P: 100, algorithm: "gamp", deviation: 0 },
  ]);
  const [rule, line, dots, crosses] = headlineFigure(endings, 300, 581, words).marks;
  expect(rule).toMatchObject({ type: "rule", at: 581 });
  expect(line).toMatchObject({
    data: [
      { P: 100, height: 1e-14 },
      { P: 300, height: null },
      { P: 300, height: 1e-12 },
    ],
  });
  expect(dots).toMatchObject({ data: [{ P: 300, name: "GAMP", height: 1e-12 }] });
  expect(crosses).toMatchObject({ symbol: "times", data: [{ P: 300, name: "AMP", height: 1 }] });
});

it("moves over the range by equal factors, and back", () => {
  expect([0, 1].map(tasksAt)).toEqual([RANGE.least, RANGE.most]);
  expect(tasksAt(placeOf(1000))).toBe(1000);
});
