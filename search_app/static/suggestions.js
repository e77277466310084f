// Suggestions under a search box, as the WAI-ARIA combobox pattern has it; without this file the box is a plain field.
"use strict";

const WAIT = 150; // milliseconds after the last key

function suggestIn(input, number) {
  const list = document.createElement("ul");
  list.id = `suggesties-${number}`;
  list.className = "suggest__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggesties");
  list.hidden = true;
  const frame = document.createElement("div");
  frame.className = "suggest";
  input.before(frame);
  frame.append(input, list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    input.setAttribute(name, value);

  let found = [];
  let chosen = -1;
  let timer = 0;
  let asked = "";

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    chosen = place;
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === place)));
    if (place < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function show(suggestions) {
    found = suggestions;
    list.replaceChildren(
      ...suggestions.map((one, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const about = document.createElement("span");
        about.className = "suggest__about";
        about.textContent = [one.also && `ook: ${one.also}`, one.kind, one.count].filter(Boolean).join(" · ");
        item.append(one.text, about);
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => location.assign(one.url));
        return item;
      }),
    );
    const status = document.getElementById("status");
    const count = suggestions.length;
    if (status) status.textContent = count === 1 ? "1 suggestie" : count ? `${count} suggesties` : "";
    if (!count) return close();
    list.hidden = false;
    chosen = -1;
    input.setAttribute("aria-expanded", "true");
  }

  async function ask() {
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`);
      const suggestions = answer.ok ? await answer.json() : [];
      if (asked === typed && document.activeElement === input) show(suggestions);
    } catch {
      close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = found.length - 1;
    if (event.key === "ArrowDown") choose(chosen === last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen === -1 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(found[chosen].url);
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("input[data-suggestions]").forEach(suggestIn);
