// What was dropped, as [{file, path}]: folders are walked through, their files keep their path.
export async function dropped(transfer) {
  // Entries must be taken before the first wait: the browser empties the transfer after the event.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) {
    return [...transfer.files].map((file) => ({ file, path: file.name }));
  }
  const found = [];
  for (const entry of entries) {
    await walk(entry, "", found);
  }
  return found;
}

async function walk(entry, above, found) {
  const path = above + entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path });
    return;
  }
  const reader = entry.createReader();
  // A reader gives a hundred entries at a time.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) {
      return;
    }
    for (const inner of some) {
      await walk(inner, `${path}/`, found);
    }
  }
}

// Files that systems leave in folders and nobody means to hand in; the server leaves them out as well.
export function isLeftover(path) {
  return path.split("/").some((part) => /^[.~]/.test(part) || /^(thumbs\.db|desktop\.ini|__macosx)$/i.test(part));
}
