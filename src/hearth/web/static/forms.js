// Copying, and forms that are sent once. Without it one selects and copies by hand.
"use strict";

const SHOWN_MS = 2500;

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const words = button.firstChild;
  const before = words.nodeValue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copied(source))) return; // it is selected now, at least
    words.nodeValue = button.dataset.done;
    setTimeout(() => {
      words.nodeValue = before;
    }, SHOWN_MS);
  });
}

async function copied(source) {
  const range = document.createRange();
  range.selectNodeContents(source);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    return document.execCommand("copy"); // a home has no certificate, and so no clipboard
  }
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// Whoever comes back by the browser's button may send again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

// What the page does by itself needs no link.
for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;

// What was sent to get here is not sent again when the page is loaded again.
if (document.querySelector("[data-copy]")) history.replaceState(null, "");
