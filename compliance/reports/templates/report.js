"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const form = one("#filters");
  const search = one("#search");
  const level = one("#level");
  const closerLook = one("#closer-look");
  const count = one("#count");
  const findings = all(".finding").map((element) => ({
    element,
    text: plain(element.textContent),
    status: element.dataset.status,
    level: element.dataset.level,
    unsure: "closerLook" in element.dataset,
  }));

  const filter = () => {
    const statuses = new Set(all("input[name=status]:checked").map((box) => box.value));
    const words = search.value.split(/\s+/).map(plain).filter(Boolean);
    let shown = 0;
    for (const finding of findings) {
      const fits =
        statuses.has(finding.status) &&
        (!level.value || finding.level === level.value) &&
        (!closerLook || !closerLook.checked || finding.unsure) &&
        words.every((word) => finding.text.includes(word));
      finding.element.hidden = !fits;
      shown += fits;
    }
    for (const group of all(".group")) {
      const note = group.querySelector(".filtered");
      if (!note) continue;
      const inside = all(".finding", group);
      note.hidden = inside.length === 0 || inside.some((element) => !element.hidden);
    }
    const everything = shown === findings.length;
    count.textContent = everything ? `共 ${shown} 条` : `显示 ${shown} 条，共 ${findings.length} 条`;
    count.classList.toggle("narrowed", !everything);
  };

  const openAll = (open) => {
    for (const details of all(".finding > details")) details.open = open;
  };

  /* A link to a finding or a passage must not end at something closed or filtered away. */
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.classList.contains("finding")) return;
    target.hidden = false;
    target.querySelector("details").open = true;
    target.scrollIntoView();
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  one("#open-all").addEventListener("click", () => openAll(true));
  one("#close-all").addEventListener("click", () => openAll(false));

  /* Paper cannot be unfolded: open everything for printing, and put it back afterwards. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
  addEventListener("hashchange", reveal);

  form.hidden = false;
  filter();
  reveal();
})();
