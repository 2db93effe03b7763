// The pictures of pages: loaded when they come near, replaced by their text where they cannot be drawn.
import { say } from "./document-words.js";

const SVG = "http://www.w3.org/2000/svg";
const SCALES = [1, 1.5, 2, 3]; // pixels a point that the server draws
const NEAR = "800px"; // how far outside of the pane a picture is fetched

/** Pictures for the pages of one document, each before the text of its page. */
export class Sheets {
  constructor(scroller, documentId, sizes) {
    this.scroller = scroller;
    this.documentId = documentId;
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), { root: scroller, rootMargin: NEAR });
    for (const section of scroller.querySelectorAll(".doc-page[data-page]")) {
      const [width, height] = sizes[Number(section.dataset.page) - 1] ?? [0, 0];
      if (width > 0 && height > 0) this.#place(section, width, height);
      else section.classList.add("without-picture");
    }
  }

  /** The overlay of a page, whose units are points; null where the page has no picture. */
  overlayOf(page) {
    return this.scroller.querySelector(`.doc-page[data-page="${Number(page)}"] .doc-overlay`);
  }

  /** Fetch finer pictures where they are shown larger. */
  refine() {
    for (const image of this.scroller.querySelectorAll(".doc-picture[src]")) this.#load(image);
  }

  close() {
    this.observer.disconnect();
  }

  #place(section, width, height) {
    const sheet = document.createElement("div");
    sheet.className = "doc-picture-frame";
    const image = document.createElement("img");
    image.className = "doc-picture";
    image.alt = say("第 {} 页的图像", section.dataset.page);
    image.width = Math.round(width);
    image.height = Math.round(height);
    image.dataset.page = section.dataset.page;
    image.dataset.points = width;
    image.addEventListener("error", () => this.#failed(section, image));
    const overlay = document.createElementNS(SVG, "svg");
    overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    overlay.setAttribute("class", "doc-overlay");
    overlay.setAttribute("preserveAspectRatio", "none");
    overlay.setAttribute("aria-hidden", "true");
    sheet.append(image, overlay);
    section.querySelector(".doc-blocks").before(sheet);
    this.observer.observe(image);
  }

  #seen(entries) {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.observer.unobserve(target);
      this.#load(target);
    }
  }

  #load(image) {
    const wanted = (image.clientWidth * window.devicePixelRatio) / Number(image.dataset.points);
    const scale = SCALES.find((one) => one >= wanted * 0.9) ?? SCALES.at(-1);
    if (scale <= Number(image.dataset.scale ?? 0)) return;
    image.dataset.scale = scale;
    image.src = `/documents/${this.documentId}/pages/${image.dataset.page}.png?scale=${scale}`;
  }

  async #failed(section, image) {
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = say("这一页画不出来，请看文字。");
    image.parentNode.replaceWith(note);
    section.classList.add("without-picture");
    try {
      const answer = await fetch(image.src, { headers: { Accept: "application/json" } });
      if (answer.status === 422) note.textContent = (await answer.json()).message;
    } catch {
      // The first sentence stands.
    }
  }
}
