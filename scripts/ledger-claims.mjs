// Writes what the studio's ledger shows before any study is loaded: every claim and its shipped verdict, in each language,
// from the built studies; and the verdicts' notes, which are loaded where a visitor asks why.
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root } from "./steps.mjs";

/** `room/name` of every study, in alphabetical order. */
export function studyIds() {
  const studies = join(root, "src", "studies");
  return readdirSync(studies, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /^[^/]+\/[^/]+\/study\.ts$/.test(path))
    .map((path) => path.replace("/study.ts", ""))
    .sort();
}

const ledger = join(root, "src", "studio", "ledger");

/** The verdicts that the studio ships with, by claim. */
const shipped = new Map(
  Object.values(JSON.parse(readFileSync(join(ledger, "verdicts.json"), "utf8"))).flatMap(({ verdicts }) =>
    verdicts.map(({ claim, note, ...finding }) => [claim, { note, finding }]),
  ),
);

/** Writes src/studio/ledger/{claims.en,claims.zh,notes}.generated.json from dist/studies, their zh.json and verdicts.json. */
export async function writeLedgerClaims() {
  const studies = await Promise.all(studyIds().map(loadStudy));
  write("claims.en", studies.map(inEnglish));
  write("claims.zh", studies.map(inChinese));
  write("notes", Object.fromEntries([...shipped].map(([claim, { note }]) => [claim, note])));
}

async function loadStudy(id) {
  const module = await import(pathToFileURL(join(root, "dist", "studies", id, "study.js")).href);
  return module.default;
}

function inEnglish({ id, title, source, claims }) {
  const told = claims.map(({ id, document, place, statement }) => {
    return { claim: id, document, place, statement, finding: shipped.get(id)?.finding };
  });
  return { study: id, title, source, claims: told };
}

/** What is not translated yet stays English, and says so. */
function inChinese(study) {
  const file = join(root, "src", "studies", study.id, "zh.json");
  const english = inEnglish(study);
  if (!existsSync(file)) return { ...english, untranslated: true };
  const { title, claims } = JSON.parse(readFileSync(file, "utf8"));
  const told = english.claims.map((entry) => ({ ...entry, statement: claims[entry.claim] ?? entry.statement }));
  return { ...english, title, claims: told };
}

/** Renamed into place, so that a build running beside this one never reads half a file. */
function write(name, content) {
  const target = join(ledger, `${name}.generated.json`);
  const text = `${JSON.stringify(content, null, 1)}\n`;
  if (existsSync(target) && readFileSync(target, "utf8") === text) return;
  writeFileSync(`${target}.${process.pid}`, text);
  renameSync(`${target}.${process.pid}`, target);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeLedgerClaims();
