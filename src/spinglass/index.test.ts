import { expect, it } from "vitest";
import * as spinglass from "./index.js";
import * as landscape from "./landscape/index.js";

it("has the landscape of the energy among its functions", () => {
  expect(spinglass).toMatchObject({ ...landscape });
});
