// Small aids of the administrators' pages: nothing here is needed to use them.
import { _ } from "./words.js";

/** Ask before a form that cannot easily be taken back is sent. */
function askFirst(form) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.ask)) event.preventDefault();
  });
}

/** Say how many boxes are ticked, and offer to tick all or none. */
function countTicks(group) {
  const boxes = [...group.querySelectorAll('input[type="checkbox"]')];
  const output = group.querySelector("[data-count]");
  if (!output || boxes.length === 0) return;
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    output.textContent = _("已勾选 %(ticked)s / %(all)s", { ticked, all: boxes.length });
  };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = _("全选 / 全不选");
  button.addEventListener("click", () => {
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
    count();
  });
  output.after(" ", button);
  group.addEventListener("change", count);
  count();
}

document.querySelectorAll("form[data-ask]").forEach(askFirst);
document.querySelectorAll("[data-ticks]").forEach(countTicks);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
