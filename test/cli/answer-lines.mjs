// Answers command lines that a test sends, one after the other in this one process, as isinglass would in its own.
import { answer } from "../../dist/cli/answer.js";

const streams = ["stdout", "stderr"];

process.on("message", async (words) => {
  const said = { stdout: "", stderr: "" };
  const write = Object.fromEntries(streams.map((name) => [name, process[name].write]));
  for (const name of streams) {
    process[name].write = (text) => {
      said[name] += text;
      return true;
    };
  }
  const code = await answer(words);
  for (const name of streams) process[name].write = write[name];
  process.send({ code, signal: null, ...said });
});
