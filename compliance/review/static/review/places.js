// Passages of a finding: what the document pane lights up, where they stand in words, and the words in them to underline. Pure.
import { _ } from "./words.js";

/** All of a finding's passages with their tones: the program's (what is near is told apart), what the reader decided, and
 * what they marked since (`own`). */
export function passagesOf(finding, own = []) {
  const evidence = finding.detail.evidence.map((piece) => passageOf(piece, finding.documents));
  const decided = finding.mine ? decidedPassages(finding.mine, finding) : [];
  // A passage that is near one facet may be evidence for another: it is lit once, as evidence.
  const near = ({ tone }) => tone === "near";
  const lit = evidence
    .filter((piece) => !near(piece) || !evidence.some((other) => !near(other) && samePassage(other, piece)))
    .filter((piece, index, all) => all.findIndex((other) => samePassage(other, piece)) === index)
    .sort((one, other) => near(one) - near(other));
  const mine = [...decided, ...own].map((passage) => ({ ...passage, tone: "mine" }));
  return [...lit, ...mine.filter((passage) => !lit.some((piece) => samePassage(piece, passage)))];
}

/** What a decision rests on, as the document pane takes it: a document by its number in the check, not by its id. */
export function decidedPassages(decision, { documents }) {
  return decision.passages.flatMap((passage) => {
    const document = documents.find(({ sha256 }) => sha256 === passage.sha256);
    return document ? [{ ...passage, document: document.number, tone: "mine" }] : [];
  });
}

/** A piece of evidence as the API's passage, with its tone. */
export function passageOf(piece, documents) {
  const { block, start, end } = piece.place;
  const sha256 = documents.find((document) => document.number === piece.document)?.sha256 ?? "";
  return { document: piece.document, sha256, block, start, end, quote: piece.quote, tone: piece.polarity };
}

/** As the API takes it: a document by its id, and nothing besides what it asks for. */
export function forApi({ document, block, start, end, quote }, documents) {
  const { id, sha256 } = documents.find(({ number }) => number === document);
  return { document: id, sha256, block, start, end, quote };
}

export function samePassage(one, other) {
  return one.sha256 === other.sha256 && one.block === other.block && one.start === other.start && one.end === other.end;
}

/** 第3页 表2第4行, 第12段, …, as reports say it: the page where there are pages, else the nearest thing to it. */
export function placeWords(place, parts) {
  const words = [];
  const { sheet, page, part, table, row, line, paragraph } = place;
  const known = (value) => value !== undefined && value !== null;
  if (sheet) words.push(_("工作表“%(sheet)s”", { sheet }));
  if (known(page)) words.push(_("第%(page)s页", { page }));
  if (part) words.push(parts[part] ?? part);
  if (sheet && known(row)) words.push(_("第%(row)s行", { row }));
  else if (known(table)) words.push(_("表%(table)s", { table }) + (known(row) ? _("第%(row)s行", { row }) : ""));
  else if (!known(page) && known(line)) words.push(_("第%(row)s行", { row: line }));
  else if (!known(page) && known(paragraph)) words.push(_("第%(paragraph)s段", { paragraph }));
  return words.join(" ");
}

const NUMBER = /\d+(?:\.\d+)?[%％\p{Script=Han}]?/gu;

/** What a facet's statement shares with a quote, longest first: strings of two characters at least, and whole numbers with
 * their unit (the 20 of 2021 is not the 20 of 20%). */
export function sharedWords(statement, quote) {
  const numbers = quote.match(NUMBER) ?? [];
  const shared = new Set((statement.match(NUMBER) ?? []).filter((number) => numbers.includes(number)));
  for (const stretch of statement.split(/[\d.\p{P}\s]+/u)) {
    let end = 0;
    for (let start = 0; start + 2 <= stretch.length; start = Math.max(start + 1, end)) {
      end = start + 1;
      while (end < stretch.length && quote.includes(stretch.slice(start, end + 1))) end++;
      if (end - start >= 2) shared.add(stretch.slice(start, end));
    }
  }
  return [...shared].sort((one, other) => other.length - one.length);
}

/** What to light in the document for a whole finding; words of two characters stand everywhere in it and are left out. */
export function wordsOf(detail) {
  const words = detail.facets.flatMap((facet) =>
    [...facet.evidence, ...facet.closest].flatMap((index) => sharedWords(facet.statement, detail.evidence[index]?.quote ?? "")),
  );
  return [...new Set(words)].filter((word) => word.length > 2).sort((one, other) => other.length - one.length);
}

/** The quote cut into [text, underlined] parts. */
export function underlined(quote, words) {
  const parts = [];
  let rest = 0;
  for (let at = 0; at < quote.length; at++) {
    const word = words.find((candidate) => quote.startsWith(candidate, at));
    if (!word) continue;
    if (at > rest) parts.push([quote.slice(rest, at), false]);
    parts.push([word, true]);
    rest = at + word.length;
    at = rest - 1;
  }
  if (rest < quote.length) parts.push([quote.slice(rest), false]);
  return parts;
}
