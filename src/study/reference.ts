/** A published work, enough for a BibTeX entry. */
export interface Reference {
  /** BibTeX key, as in `li2025spinglass`. */
  readonly key: string;
  readonly type: "article" | "inproceedings" | "book" | "phdthesis" | "misc";
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  /** Journal, conference, school or publisher. */
  readonly venue?: string;
  readonly arxiv?: string;
  readonly doi?: string;
}
