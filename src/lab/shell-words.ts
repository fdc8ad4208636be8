/** Words as a command line for a POSIX shell. */
export function commandOf(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

/** Quoted for a POSIX shell where it needs to be. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
