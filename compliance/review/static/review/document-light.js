// Lighting passages up: <mark> around their text, and a box on the page's picture.
import { leavesOf, piecesOf, piecesWithin } from "./document-text.js";

const SVG = "http://www.w3.org/2000/svg";
const TONES = new Set(["supports", "promises", "contradicts", "near", "mine"]);

/** Put everything as it was. */
export function darken(root) {
  const parents = new Set();
  for (const mark of root.querySelectorAll("mark.lit, mark.word")) {
    parents.add(mark.parentNode);
    mark.replaceWith(...mark.childNodes);
  }
  for (const parent of parents) parent.normalize();
  for (const box of root.querySelectorAll(".doc-overlay rect")) box.remove();
}

/** Wrap a passage's text in marks; the marks, none where its text is not there. */
export function lightText(block, passage) {
  return wrap(piecesOf(block, passage.start, passage.end), `lit ${toneOf(passage)}`);
}

/** Mark every place of the words in a block. */
export function lightWords(block, words) {
  for (const { element } of leavesOf(block)) {
    const text = element.textContent;
    const found = Array(text.length).fill(false); // what words share is marked once
    for (const word of words.filter(Boolean)) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.fill(true, at, at + word.length);
    }
    for (let from = found.indexOf(true); from >= 0; ) {
      const end = found.indexOf(false, from);
      const to = end < 0 ? text.length : end;
      wrap(piecesWithin(element, from, to), "word");
      from = found.indexOf(true, to);
    }
  }
}

/** Draw a block's box, in points, on the picture of its page. */
export function lightBox(overlay, box, passage) {
  const [left, top, right, bottom] = box;
  const rect = document.createElementNS(SVG, "rect");
  // A little room around the characters, so that the line does not cross them.
  for (const [name, value] of Object.entries({ x: left - 2, y: top - 2, width: right - left + 4, height: bottom - top + 4 })) {
    rect.setAttribute(name, Math.max(0, value).toFixed(2));
  }
  rect.setAttribute("rx", "2");
  rect.setAttribute("class", `lit-box ${toneOf(passage)}`);
  rect.dataset.block = passage.block;
  overlay.append(rect);
  return rect;
}

function toneOf(passage) {
  return TONES.has(passage.tone) ? passage.tone : "supports";
}

function wrap(pieces, names) {
  // From the end, so that splitting a node leaves the places before it as they are.
  return pieces.toReversed().map(({ node, from, to }) => {
    const part = from ? node.splitText(from) : node;
    if (part.data.length > to - from) part.splitText(to - from);
    const mark = document.createElement("mark");
    mark.className = names;
    part.replaceWith(mark);
    mark.append(part);
    return mark;
  }).toReversed();
}
