// What the pages can do only with JavaScript: follow what happens, pause, and keep still.
// Without it every page can be read; it is as old as its loading then.
"use strict";

const live = document.querySelector("[data-live]");
const lost = document.querySelector("[data-lost]");
const RETRY_MS = 5000;
const apart = Number(live?.dataset.live || 0); // milliseconds: long pages come less often
let last = 0;
let source = null;
let paused = false;
let busy = false;
let again = false;
let boot = "";

// Make one element like another, touching only what differs, so that the keyboard's
// focus, what is unfolded and a screen reader's place stay where they are.
function become(old, wanted) {
  for (const { name } of [...old.attributes]) {
    if (!wanted.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  becomeInside(old, wanted);
}

function becomeInside(old, wanted) {
  const keyed = new Map();
  for (const child of old.children) {
    if (child.dataset.key) keyed.set(child.dataset.key, child);
  }
  let at = old.firstChild;
  for (const node of [...wanted.childNodes]) {
    const key = node.dataset?.key;
    const known = key ? keyed.get(key) : at;
    if (!known || !alike(known, node)) {
      if (key && old.dataset.arrivals !== undefined) node.classList.add("new");
      old.insertBefore(node, at);
      continue;
    }
    if (known === at) at = at.nextSibling;
    else old.insertBefore(known, at);
    if (known.nodeType === Node.ELEMENT_NODE) become(known, node);
    else if (known.nodeValue !== node.nodeValue) known.nodeValue = node.nodeValue;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function alike(one, other) {
  return one.nodeName === other.nodeName && one.dataset?.key === other.dataset?.key;
}

async function refresh() {
  if (paused || document.hidden) return;
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  const early = last + apart - performance.now();
  if (last && early > 0) await new Promise((done) => setTimeout(done, early));
  last = performance.now();
  try {
    const address = new URL(location.href);
    address.searchParams.set("fragment", "live");
    const answer = await fetch(address, {
      cache: "no-store",
      headers: { Accept: "text/html" },
    });
    if (answer.redirected || answer.status === 401) location.reload();
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      becomeInside(live, page.body);
    }
  } catch {
    outOfTouch(true); // the stream says when Hearth is back
  } finally {
    busy = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

function outOfTouch(is) {
  if (lost) lost.hidden = !is;
}

function follow() {
  source = new EventSource("/events");
  source.addEventListener("hello", (event) => {
    if (boot && boot !== event.data) location.reload(); // Hearth was started anew
    boot = event.data;
    outOfTouch(false);
    refresh();
  });
  source.addEventListener("changed", refresh);
  source.addEventListener("error", () => {
    outOfTouch(!document.hidden);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (!document.hidden) {
        rest();
        follow();
        refresh();
      }
    }, RETRY_MS);
  });
}

function rest() {
  source?.close();
  source = null;
}

// A page that nobody sees holds no connection: a browser has six for each server.
function onlyWhileSeen() {
  if (document.hidden) rest();
  else if (!source) follow();
}

if (live) {
  document.addEventListener("visibilitychange", onlyWhileSeen);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", onlyWhileSeen);
}

for (const button of document.querySelectorAll("[data-pause]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
    if (!paused) refresh();
  });
}

// On a phone the navigation is a strip: the page's own entry comes into sight.
const strip = document.querySelector("nav ul");
const here = strip?.querySelector("[aria-current]");
if (here) strip.scrollLeft = here.offsetLeft - strip.clientWidth / 3;

// A choice counts at once; without JavaScript there is a button for it.
for (const field of document.querySelectorAll("form[data-at-once] select")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
