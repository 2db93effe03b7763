// Making elements. Text is always set as text, so nothing that a document or a person wrote becomes markup.

/** An element with attributes (null and false are left out, functions listen) and children (text or elements). */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** What the server put into the page as JSON. */
export function told(id) {
  return JSON.parse(document.getElementById(id).textContent);
}
