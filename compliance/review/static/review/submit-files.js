// Choosing files and folders by button or by dragging, and sending them with progress shown.
import { dropped, isLeftover } from "./submit-drop.js";
import { say, sizeWords } from "./submit-words.js";

export function handIn(form) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const words = part("words").dataset;
  const most = {
    files: Number(form.dataset.mostFiles),
    bytes: Number(form.dataset.mostBytes),
    file: Number(form.dataset.mostFileBytes),
  };
  let chosen = new Map(); // path → File
  let sending = false;

  function add(found) {
    for (const { file, path } of found) {
      if (!isLeftover(path)) {
        chosen.set(path, file);
      }
    }
    show();
  }

  function size() {
    return [...chosen.values()].reduce((sum, file) => sum + file.size, 0);
  }

  function show() {
    part("chosen").hidden = chosen.size === 0;
    part("total").textContent = say(words.total, { count: chosen.size, size: sizeWords(size()) });
    part("list").replaceChildren(...[...chosen].map(line));
    tell(chosen.size ? fault() : "");
  }

  function line([path, file]) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bytes = document.createElement("small");
    const remove = document.createElement("button");
    name.textContent = path;
    bytes.textContent = sizeWords(file.size);
    remove.type = "button";
    remove.className = "plain";
    remove.textContent = words.remove;
    remove.setAttribute("aria-label", `${words.remove} ${path}`);
    remove.addEventListener("click", () => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      const after = next && [...part("list").children].indexOf(next) - (next === item.nextElementSibling ? 1 : 0);
      chosen.delete(path);
      show();
      (part("list").children[after]?.querySelector("button") ?? form.querySelector("#files")).focus();
    });
    item.append(name, bytes, remove);
    return item;
  }

  function fault() {
    if (!chosen.size) {
      return words.none;
    }
    if (chosen.size > most.files) {
      return say(words.tooMany, { most: most.files, count: chosen.size });
    }
    for (const [name, file] of chosen) {
      if (file.size > most.file) {
        return say(words.tooLarge, { name, most: sizeWords(most.file) });
      }
    }
    // The request holds a little more than the files.
    return size() > most.bytes - 2 ** 20 ? say(words.tooMuch, { most: sizeWords(most.bytes), size: sizeWords(size()) }) : "";
  }

  function tell(sentence, isFault = true) {
    part("said").textContent = sentence;
    part("said").classList.toggle("fault", isFault);
  }

  function send() {
    const body = new FormData();
    for (const [path, file] of chosen) {
      body.append("files", file, file.name);
      body.append("paths", path);
    }
    body.append("note", form.elements.note.value);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.api);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.responseType = "json";
    const bar = part("sending").querySelector("progress");
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.lengthComputable ? event.loaded / event.total : 0;
    });
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", () => failed(words.broken));
    busy(true);
    tell(words.uploading, false);
    request.send(body);
  }

  function done(request) {
    if (request.status === 201) {
      tell(words.received, false);
      chosen = new Map();
      location.reload();
      return;
    }
    failed(request.response?.message ?? (request.status === 401 ? words.signedOut : words.broken));
  }

  function failed(sentence) {
    busy(false);
    tell(sentence);
  }

  function busy(now) {
    sending = now;
    part("sending").hidden = !now;
    part("send").disabled = now;
  }

  form.querySelector("#files").addEventListener("change", (event) => {
    add([...event.target.files].map((file) => ({ file, path: file.name })));
    event.target.value = "";
  });
  form.querySelector("#folder").addEventListener("change", (event) => {
    add([...event.target.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    event.target.value = "";
  });
  part("clear").addEventListener("click", () => {
    chosen = new Map();
    show();
    form.querySelector("#files").focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = fault();
    if (wrong) {
      tell(wrong);
    } else if (!sending) {
      send();
    }
  });

  // Anywhere on the page: a file that misses the field must not open in its place.
  const zone = part("drop");
  form.classList.add("scripted");
  part("drop-here").hidden = false;
  addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      zone.classList.remove("over");
    }
  });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (!sending && event.dataTransfer) {
      add(await dropped(event.dataTransfer));
    }
  });
  addEventListener("beforeunload", (event) => {
    if (sending && chosen.size) {
      event.preventDefault();
    }
  });
}
