// What the list shows: kept in the address, sent to the API. Pure.

export const FILTERS = ["round", "submission", "district", "item", "status", "state", "below", "sample", "text", "order"];

const SEVERAL = new Set(["status", "state"]); // may be given more than once; joined by commas here

/** The filter in a query string: every name of FILTERS, "" where it says nothing. */
export function filterOf(search) {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries(FILTERS.map((name) => [name, parameters.getAll(name).join(",").trim()]));
}

/** The filter as numbers and strings without what is empty, as the API takes it in a body. */
export function asBody(filter) {
  const numbers = new Set(["round", "submission", "district", "below"]);
  const filled = Object.entries(filter).filter(([name, value]) => value !== "" && name !== "order");
  return Object.fromEntries(filled.map(([name, value]) => [name, numbers.has(name) ? Number(value) : several(name, value)]));
}

/** The filter as [name, value] pairs of a query, each value of several a pair of its own. */
export function asQuery(filter) {
  return Object.entries(filter)
    .filter(([, value]) => value !== "")
    .flatMap(([name, value]) => [several(name, value)].flat().map((single) => [name, single]));
}

const several = (name, value) => (SEVERAL.has(name) ? value.split(",") : value);

/** Whether anything narrows the list. */
export function narrows(filter) {
  return FILTERS.some((name) => name !== "order" && filter[name] !== "");
}

/** Whether a row would still be listed, as far as its state decides it: a decision moves it out of “open”. */
export function stillListed(row, filter) {
  return filter.state === "" || filter.state.split(",").includes(row.state);
}

/** Which part of the list a row stands in: by how much it needs a look, or by the submission it belongs to. */
export function groupOf(row, order) {
  if (order === "district") return `submission ${row.submission}`;
  if (order === "confidence") return "all";
  if (row.need >= 0.5) return "likely";
  return row.need >= 0.2 ? "doubtful" : "unlikely";
}
