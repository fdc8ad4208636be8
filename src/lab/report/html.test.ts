import { expect, test } from "vitest";
import { html } from "./html.js";

test("values are escaped, in text and in attributes, unless they are markup", () => {
  const name = `"><script>'&`;
  expect(html`<a title="${name}">${name}</a>`.text).toBe(
    '<a title="&#34;&#62;&#60;script&#62;&#39;&#38;">&#34;&#62;&#60;script&#62;&#39;&#38;</a>',
  );
  expect(html`<p>${html`<b>${"<"}</b>`}</p>`.text).toBe("<p><b>&#60;</b></p>");
});

test("lists are joined, and nothing stands for what is not there", () => {
  expect(html`${[1, "<", html`<i></i>`, [null, undefined, false]]}.`.text).toBe("1&#60;<i></i>.");
});
