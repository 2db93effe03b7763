// The page of a submission: handing in by dragging, and checks under way. Without it, the plain forms do the same.
import { handIn } from "./submit-files.js";
import { watch } from "./submit-watch.js";

document.querySelectorAll("form.hand-in").forEach(handIn);
document.querySelectorAll("[data-check]").forEach(watch);

// A link to a finding opens it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", openTarget);
openTarget();
