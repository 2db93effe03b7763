// A check under way: asked for each second until it is over; then the page is loaded again with its result.
import { say } from "./submit-words.js";

const EVERY = 1000; // milliseconds

export function watch(block) {
  const part = (name) => block.querySelector(`[data-${name}]`);
  const words = part("words").dataset;

  // Read out when it changes, so without the figures, which change each second.
  function tell(sentence) {
    if (part("step").textContent !== sentence) {
      part("step").textContent = sentence;
    }
  }

  function show(check) {
    const figures = [];
    const bar = part("bar");
    if (check.pages_read) {
      figures.push(say(words.pages, { pages: check.pages_read }));
    }
    if (check.items_total) {
      figures.push(say(words.items, { done: check.items_judged, total: check.items_total }));
    }
    if (check.waiting_before) {
      figures.push(say(words.before, { count: check.waiting_before }));
    }
    if (check.items_judged) {
      bar.max = check.items_total;
      bar.value = check.items_judged;
    } else {
      bar.removeAttribute("value");
    }
    part("figures").textContent = figures.join("　");
    if (check.cancel_requested) {
      tell(words.cancelling);
    } else if (check.state === "waiting") {
      tell(words.waiting);
    } else {
      // Of a file that is read the name is told, not the page.
      tell(check.step.replace(/ \d+\/\d+$/, "") || words.running);
    }
  }

  async function ask() {
    try {
      const answer = await fetch(block.dataset.check, { headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const check = await answer.json();
      if (check.is_over) {
        const choosing = document.querySelector("[data-chosen]:not([hidden])");
        tell(choosing ? words.ready : words.over); // what was chosen would be lost
        if (!choosing) {
          location.reload();
        }
        return;
      }
      show(check);
    } catch {
      tell(words.lost);
    }
    setTimeout(ask, EVERY);
  }

  ask();
}
