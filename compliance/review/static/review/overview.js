// The coverage matrix by pointer and keyboard: what a cell is stands in a line of its own, large enough to read;
// arrow keys move from cell to cell, so that the whole matrix is one stop of the Tab key.

const matrix = document.querySelector("[data-matrix]");
const readout = document.querySelector("[data-readout]");

/** Say what the pointer or the keyboard is on. */
function tell(target) {
  const place = target.closest?.("a, .head");
  if (!place || !readout) return;
  const title = place.querySelector("title");
  if (title) readout.textContent = title.textContent;
}

/** The links of a row: its district first, then its cells. */
const linksOf = (row) => [...row.querySelectorAll("a")];

/** The link that a key leads to from `link`, or null. */
function next(link, key) {
  const row = link.closest(".row");
  const links = linksOf(row);
  const place = links.indexOf(link);
  if (key === "ArrowLeft") return links[place - 1] ?? null;
  if (key === "ArrowRight") return links[place + 1] ?? null;
  if (key === "Home") return links[0];
  if (key === "End") return links.at(-1);
  const rows = [...matrix.querySelectorAll(".row")];
  const other = rows[rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
  if (!other) return null;
  const there = linksOf(other);
  return there[Math.min(place, there.length - 1)];
}

/** Make `link` the one stop of the Tab key. */
function stopAt(link) {
  for (const other of matrix.querySelectorAll('a[tabindex="0"]')) other.setAttribute("tabindex", "-1");
  link.setAttribute("tabindex", "0");
}

if (matrix) {
  const first = matrix.querySelector(".row a");
  if (first) stopAt(first);
  matrix.addEventListener("pointerover", (event) => tell(event.target));
  matrix.addEventListener("focusin", (event) => {
    tell(event.target);
    const link = event.target.closest("a");
    if (link) stopAt(link);
  });
  matrix.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    const link = event.target.closest?.("a");
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    next(link, event.key)?.focus();
  });
}
