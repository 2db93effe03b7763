// The pictures of pages: loaded when they come near, replaced by their text where they cannot be drawn.
import { _ } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const SCALES = [1, 1.5, 2, 3]; // pixels a point that the server draws
const NEAR = "800px"; // how far outside of the pane a picture is fetched

/** The address of a page's picture. */
export function pictureAddress(documentId, page, scale) {
  return `/documents/${documentId}/pages/${page}.png?scale=${scale}`;
}

/** The scale in which a page of so many points is sharp when it is shown so many pixels wide. */
export function scaleFor(pixels, points) {
  const wanted = (pixels * window.devicePixelRatio) / points;
  return SCALES.find((one) => one >= wanted * 0.9) ?? SCALES.at(-1);
}

/** Pictures for the pages of one document, each before the text of its page. */
export class Sheets {
  /** `pointed(page, x, y)` is called where the reader clicks on a picture, in points. */
  constructor(scroller, documentId, sizes, pointed) {
    this.scroller = scroller;
    this.pointed = pointed;
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
    image.alt = _("第 %(page)s 页的图像", { page: section.dataset.page });
    image.width = Math.round(width);
    image.height = Math.round(height);
    image.dataset.page = section.dataset.page;
    image.dataset.points = width;
    image.addEventListener("click", ({ offsetX, offsetY }) => {
      const points = width / image.clientWidth;
      this.pointed(Number(image.dataset.page), offsetX * points, offsetY * points);
    });
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
    const scale = scaleFor(image.clientWidth, Number(image.dataset.points));
    if (scale <= Number(image.dataset.scale ?? 0)) return;
    image.dataset.scale = scale;
    image.src = pictureAddress(this.documentId, image.dataset.page, scale);
  }

  async #failed(section, image) {
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = _("这一页画不出来，请看文字。");
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
