/* Suggestions below a search box: the ARIA combobox pattern with a list box, in which the text stays
   as typed until an option is chosen. Without this script the box is a plain form. */

const PAUSE = 150; // milliseconds without a key before the server is asked
const REMEMBERED = 100; // answers kept while the page is open

class Suggestions {
  constructor(input) {
    this.input = input;
    this.answers = new Map();
    this.active = -1;
    this.list = element("ul", { id: `${input.id}-list`, role: "listbox", "aria-label": "建议", hidden: "" });
    this.list.className = "suggestions";
    this.status = element("span", { role: "status" });
    this.status.className = "visually-hidden";
    input.parentElement.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      input.setAttribute(name, value);
    input.addEventListener("input", (event) => event.isComposing || this.later());
    input.addEventListener("compositionend", () => this.later());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.stop());
    input.form.addEventListener("submit", () => this.stop());
    // The box keeps the focus while an option is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  later() {
    this.forget();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  /* Neither wait for an answer any more, nor show one that still comes. */
  forget() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  stop() {
    this.forget();
    this.close();
  }

  async ask() {
    const typed = this.input.value.trim();
    if (!typed) return this.close();
    this.request = new AbortController();
    try {
      this.show(this.answers.get(typed) ?? (await this.fetch(typed, this.request.signal)));
    } catch {
      this.close(); // overtaken, or the server cannot be reached: the form still works
    }
  }

  async fetch(typed, signal) {
    const query = new URLSearchParams({ q: typed });
    const district = this.input.form.elements.district?.value;
    if (district) query.set("district", district);
    const response = await fetch(`${this.input.dataset.suggest}?${query}`, { signal });
    if (!response.ok) throw new Error(response.status);
    const { suggestions } = await response.json();
    if (this.answers.size >= REMEMBERED) this.answers.clear();
    this.answers.set(typed, suggestions);
    return suggestions;
  }

  show(suggestions) {
    this.list.replaceChildren(
      ...suggestions.map(({ text, kind }, place) => {
        const option = element("li", { id: `${this.list.id}-${place}`, role: "option", "aria-selected": "false" });
        option.dataset.text = text;
        option.append(element("span", {}, text), " ", element("small", {}, kind));
        return option;
      }),
    );
    if (!suggestions.length) return this.close();
    this.point(-1);
    this.expand(true);
    this.status.textContent = `有 ${suggestions.length} 条建议，可用上下方向键选择`;
  }

  close() {
    this.point(-1);
    this.expand(false);
    this.status.textContent = "";
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  /* Make the option at a place the active one; -1: none, the text itself is. */
  point(place) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.list.children[place];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  /* One option on or back; before the first and after the last stands the text itself. */
  move(step) {
    const places = this.list.children.length + 1;
    this.point(((this.active + 1 + step + places) % places) - 1);
  }

  choose(option) {
    this.input.value = option.dataset.text;
    this.input.form.requestSubmit();
  }

  onKey(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) this.move(step);
    else if (step && !event.altKey && this.input.value.trim()) this.ask();
    else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.list.children[this.active]);
    else if (event.key === "Escape" && open) this.stop();
    else return;
    event.preventDefault();
  }
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
