// From places in the page to offsets in a block's text, and back.
// The server counts characters (code points), a browser counts UTF-16 units; they differ for rare 汉字 and emoji.
// A leaf is an element whose text is one slice of its block's text: the block itself, or a table's cell.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** How many characters the first `units` UTF-16 units of a text are. */
export function characters(text, units) {
  return units - (text.slice(0, units).match(PAIR)?.length ?? 0);
}

/** How many UTF-16 units the first `count` characters of a text are. */
export function units(text, count) {
  let at = 0;
  for (let left = count; left > 0 && at < text.length; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** The slice of a text between two offsets in characters. */
export function slice(text, start, end) {
  return text.slice(units(text, start), units(text, end));
}

/** The leaves of a block's element with the offset at which each begins: [{element, start}]. */
export function leavesOf(block) {
  if (block.tagName !== "TABLE") return [{ element: block, start: 0 }];
  return [...block.querySelectorAll("[data-start]")].map((element) => ({ element, start: Number(element.dataset.start) }));
}

/** The pieces of text nodes between two offsets of a block: [{node, from, to}], in UTF-16 units of each node. */
export function piecesOf(block, start, end) {
  return leavesOf(block).flatMap((leaf) => {
    const text = leaf.element.textContent;
    const from = units(text, start - leaf.start);
    const to = units(text, end - leaf.start);
    return piecesWithin(leaf.element, from, to);
  });
}

/** The same between two offsets of a leaf's own text, in UTF-16 units. */
export function piecesWithin(element, from, to) {
  const pieces = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node && at < to; node = walker.nextNode()) {
    const length = node.data.length;
    const piece = { node, from: Math.max(0, from - at), to: Math.min(length, to - at) };
    if (piece.to > piece.from) pieces.push(piece);
    at += length;
  }
  return pieces;
}

/** A DOM range over two offsets of a block; null where there is no text between them. */
export function rangeOf(block, start, end) {
  const pieces = piecesOf(block, start, end);
  if (!pieces.length) return null;
  const range = document.createRange();
  range.setStart(pieces[0].node, pieces[0].from);
  range.setEnd(pieces.at(-1).node, pieces.at(-1).to);
  return range;
}

/** What of a DOM range lies in the first block that it touches: {block: element, start, end, cut}, or null. */
export function placeOf(range, root) {
  const touched = [...root.querySelectorAll("[data-block]")].filter((block) => range.intersectsNode(block));
  for (const [position, block] of touched.entries()) {
    const offsets = leavesOf(block).map((leaf) => within(range, leaf)).filter(Boolean);
    if (!offsets.length) continue;
    const cut = touched.slice(position + 1).some((later) => leavesOf(later).some((leaf) => within(range, leaf)));
    return { block, start: offsets[0].start, end: offsets.at(-1).end, cut };
  }
  return null;
}

function within(range, leaf) {
  if (!range.intersectsNode(leaf.element)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(leaf.element);
  const startsBefore = range.compareBoundaryPoints(Range.START_TO_START, whole) < 0;
  const endsBehind = range.compareBoundaryPoints(Range.END_TO_END, whole) > 0;
  const text = leaf.element.textContent;
  const from = startsBefore ? 0 : unitsBefore(leaf.element, range.startContainer, range.startOffset);
  const to = endsBehind ? text.length : unitsBefore(leaf.element, range.endContainer, range.endOffset);
  return to > from ? { start: leaf.start + characters(text, from), end: leaf.start + characters(text, to) } : null;
}

function unitsBefore(element, container, offset) {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(container, offset);
  return before.toString().length;
}

/** Without white space at either end, and without the bars between cells: {start, end} in characters. */
export function trimmed(text, start, end) {
  const quote = slice(text, start, end);
  const head = quote.match(/^[\s|]+/)?.[0] ?? "";
  const tail = quote.match(/[\s|]+$/)?.[0] ?? "";
  if (head.length === quote.length) return { start, end: start };
  return { start: start + characters(head, head.length), end: end - characters(tail, tail.length) };
}

/** The sentences of a text, a table's rows for sentences: [{start, end}] in characters, without white space around. */
export function sentencesOf(text) {
  const found = [];
  for (const match of text.matchAll(/[^。！？；!?;\n]+[。！？；!?;]*[”’」』）)]*/g)) {
    const start = characters(text, match.index);
    const place = trimmed(text, start, start + characters(match[0], match[0].length));
    if (place.end > place.start) found.push(place);
  }
  return found;
}
