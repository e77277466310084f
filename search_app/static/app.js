// What a page gains with JavaScript: copy buttons and the / key. Everything else works without this file.
"use strict";

const SHORTCUT = "duiding-sneltoets";

function copied(button, words) {
  const status = document.getElementById("status");
  if (status) status.textContent = words;
  const before = button.textContent;
  button.textContent = words;
  button.disabled = true;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
    button.focus({ preventScroll: true });
  }, 1600);
}

// As text and as HTML: a word processor keeps the italics and the link, a plain field gets the words.
function copyStyled(text, html) {
  const as = (type, value) => new Blob([value], { type });
  return navigator.clipboard.write([
    new ClipboardItem({ "text/plain": as("text/plain", text), "text/html": as("text/html", html) }),
  ]);
}

async function copy(button) {
  const box = document.getElementById(button.dataset.copy);
  box.select();
  try {
    // Only there on https and localhost; on a plain http intranet the browser has no clipboard for us.
    await (button.dataset.html ? copyStyled(box.value, button.dataset.html) : navigator.clipboard.writeText(box.value));
    copied(button, "Gekopieerd");
  } catch {
    if (document.execCommand && document.execCommand("copy")) copied(button, "Gekopieerd");
    else copied(button, "Geselecteerd: druk op Ctrl+C");
  }
}

function shortcutOn() {
  try {
    return localStorage.getItem(SHORTCUT) !== "uit";
  } catch {
    return true;
  }
}

function typing(element) {
  return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(document.activeElement) || !shortcutOn()) return;
  const box = document.querySelector("[data-search-box]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const toggle = document.getElementById("sneltoets");
if (toggle) {
  const name = () => (toggle.textContent = shortcutOn() ? "Zet de sneltoets / uit" : "Zet de sneltoets / aan");
  toggle.hidden = false;
  name();
  toggle.addEventListener("click", () => {
    try {
      localStorage.setItem(SHORTCUT, shortcutOn() ? "uit" : "aan");
    } catch {
      return;
    }
    name();
  });
}
