/* The editors' forms made easier: rows added, moved and taken out on the page, names of parties read
   while they are typed. Without this script the same buttons send the form. What is typed is kept by
   held.js, which asks the rows to take in what was kept (``fill``). */

const READ_AFTER = 400; // milliseconds without a key before a name is read

const say = (text) => {
  const place = document.querySelector("[data-said]");
  if (place) place.textContent = text;
};

/** The rows of one list: their order on the page is the order in which they are sent. */
class Rows {
  constructor(list) {
    this.list = list;
    this.most = Number(list.dataset.most) || Infinity;
    this.blank = document.querySelector(`[data-blank="${list.dataset.rows}"]`);
    this.made = this.rows.length;
    this.rows.forEach((row) => this.makeMovable(row));
    list.addEventListener("click", (event) => this.onClick(event));
    list.addEventListener("keydown", (event) => this.onKey(event));
    list.addEventListener("fill", (event) => this.fill(event.detail));
    document.querySelector(`[data-to="${list.dataset.rows}"]`)?.addEventListener("click", (event) => {
      event.preventDefault();
      this.add();
    });
  }

  get rows() {
    return [...this.list.querySelectorAll(":scope > [data-row]")];
  }

  onClick(event) {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-row]");
    const act = {
      up: () => this.move(row, -1, button),
      down: () => this.move(row, 1, button),
      remove: () => this.remove(row),
      cite: () => cite(row),
    };
    act[button.dataset.do]();
  }

  onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    this.move(event.target.closest("[data-row]"), step, event.target);
  }

  move(row, step, focused) {
    const other = this.rows[this.rows.indexOf(row) + step];
    if (!other) return say(step < 0 ? "已经排在最前。" : "已经排在最后。");
    if (step < 0) other.before(row);
    else other.after(row);
    focused.focus();
    this.changed(`已移到第 ${this.rows.indexOf(row) + 1} 位。`);
  }

  remove(row) {
    const place = this.rows.indexOf(row);
    row.remove();
    const next = this.rows[place] ?? this.rows[place - 1];
    (next?.querySelector("textarea, input:not([type=hidden])") ?? document.querySelector("[data-to]"))?.focus();
    this.changed(`已移除第 ${place + 1} 行，保存以后生效。`);
  }

  add() {
    if (this.rows.length >= this.most) return say(`最多 ${this.most} 行。`);
    this.append().querySelector("textarea, input:not([type=hidden])").focus();
    this.changed("已添加一行。");
  }

  append() {
    this.made += 1;
    const made = this.blank.content.cloneNode(true);
    for (const one of made.querySelectorAll("[id], [for], [aria-describedby]"))
      for (const name of ["id", "for", "aria-describedby"])
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("_0_", `_new${this.made}_`));
    this.list.append(made);
    const row = this.rows.at(-1);
    this.makeMovable(row);
    return row;
  }

  /** Have as many rows as are to be filled in; rows that are only put in order are moved. */
  fill(typed) {
    if (!this.blank) return this.arrange(typed);
    const wanted = typed[`${this.list.dataset.rows}-was`]?.length ?? this.rows.length;
    while (this.rows.length > wanted) this.rows.at(-1).remove();
    while (this.rows.length < wanted) this.append();
    this.number();
  }

  arrange(typed) {
    const codeOf = (row) => row.querySelector("[name=code]").value;
    for (const code of typed.code ?? []) {
      const row = this.rows.find((one) => codeOf(one) === code);
      if (row) this.list.append(row);
    }
    delete typed.code; // the rows carry their own
  }

  number() {
    this.rows.forEach((row, place) => {
      for (const number of row.querySelectorAll("[data-number]")) number.textContent = place + 1;
    });
  }

  changed(text) {
    this.number();
    say(text);
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  makeMovable(row) {
    for (const field of row.querySelectorAll("[data-grid]")) new Grid(field);
    const handle = row.querySelector("[data-handle]");
    if (!handle) return;
    handle.hidden = false;
    handle.addEventListener("pointerdown", () => (row.draggable = true));
    handle.addEventListener("pointerup", () => (row.draggable = false));
    row.addEventListener("dragstart", () => {
      this.dragged = row;
      row.classList.add("dragged");
    });
    row.addEventListener("dragend", () => {
      row.draggable = false;
      row.classList.remove("dragged");
      this.dragged = null;
    });
    row.addEventListener("dragover", (event) => {
      if (!this.dragged) return;
      event.preventDefault();
      row.classList.toggle("aimed", row !== this.dragged);
    });
    row.addEventListener("dragleave", () => row.classList.remove("aimed"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("aimed");
      if (!this.dragged || row === this.dragged) return;
      const isBelow = this.rows.indexOf(this.dragged) < this.rows.indexOf(row);
      row[isBelow ? "after" : "before"](this.dragged);
      this.changed(`已移到第 ${this.rows.indexOf(this.dragged) + 1} 位。`);
    });
  }
}

/** Put the chosen statute into the basis beside it, on a line of its own. */
function cite(place) {
  const chosen = place.querySelector("[data-cite]");
  const basis = place.querySelector("[data-basis]");
  const title = chosen.value.trim();
  if (!title || basis.value.includes(title)) return basis.focus();
  basis.value = [basis.value.trimEnd(), title].filter(Boolean).join("\n");
  chosen.value = "";
  basis.dispatchEvent(new Event("input", { bubbles: true }));
  basis.focus();
}

/** Say whom the name of a party means, while it is typed. */
class Readings {
  constructor(form) {
    this.address = form.dataset.readings;
    form.addEventListener("input", (event) => {
      if (!event.target.matches(".of-party :is(input, textarea)")) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.read(event.target), READ_AFTER);
    });
  }

  async read(field) {
    const cell = field.closest(".cell");
    let place = cell.querySelector("[data-reading]");
    if (!place) {
      place = Object.assign(document.createElement("p"), { className: "reading" });
      place.dataset.reading = "";
      place.setAttribute("aria-live", "polite");
      cell.append(place);
    }
    try {
      const response = await fetch(`${this.address}?${new URLSearchParams({ name: field.value })}`);
      if (response.ok) place.textContent = (await response.json()).sentence;
    } catch {
      // Not reached: the button 核对 still reads all of them.
    }
  }
}

/** The tables of an annex as grids of cells. What is sent is the text, which the server reads too. */
class Grid {
  constructor(field) {
    this.field = field;
    this.place = document.createElement("div");
    this.place.className = "grids";
    field.after(this.place);
    this.show();
    field.addEventListener("change", () => this.show());
    // What was kept is filled in without an event.
    field.closest("[data-row]").addEventListener("focusin", () => this.field.value !== this.shown && this.show());
    this.place.addEventListener("input", () => this.write());
  }

  /** The tables that the text says: each a list of rows of cells. */
  get tables() {
    const told = this.field.value.replaceAll("\r\n", "\n").replaceAll("\\\\", "\x02").replaceAll("\\｜", "\x01");
    const cell = (text) => text.trim().replaceAll("\x01", "｜").replaceAll("\x02", "\\");
    const row = (text) => text.split("｜").map(cell);
    const written = (block) => block.trim().replace(/^｜|｜$/g, "").split(/｜\s*\n\s*｜/).map(row);
    const pasted = (block) => block.split("\n").map((line) => line.split("\t").map(cell));
    const rows = (block) => (block.includes("｜") ? written(block) : pasted(block));
    return told.split(/\n\s*\n/).filter((block) => block.trim()).map(rows);
  }

  show() {
    this.shown = this.field.value;
    this.place.replaceChildren(...this.tables.map((rows, place) => this.table(rows, place)), this.button("添加表格", () => {
      this.set([...this.tables, [["", ""], ["", ""]]]);
    }));
  }

  table(rows, place) {
    const table = document.createElement("table");
    rows.forEach((cells, n) => {
      const line = table.insertRow();
      cells.forEach((text, m) => {
        const cell = Object.assign(document.createElement("textarea"), { rows: 1, value: text });
        cell.setAttribute("aria-label", `表格 ${place + 1} ${n ? `第 ${n} 行` : "列名"}第 ${m + 1} 格`);
        line.insertCell().append(cell);
      });
    });
    const changed = (change) => () => this.set(this.tables.map((one, at) => (at === place ? change(one) : one)));
    const part = document.createElement("div");
    part.append(
      table,
      this.button("加一行", changed((one) => [...one, one[0].map(() => "")])),
      this.button("加一列", changed((one) => one.map((cells) => [...cells, ""]))),
      this.button("减末行", changed((one) => (one.length > 1 ? one.slice(0, -1) : one))),
      this.button("减末列", changed((one) => (one[0].length > 1 ? one.map((cells) => cells.slice(0, -1)) : one))),
    );
    return part;
  }

  button(text, onclick) {
    return Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text, onclick });
  }

  write() {
    const cellsOf = (row) => [...row.querySelectorAll("textarea")].map((cell) => cell.value);
    const tables = [...this.place.querySelectorAll("table")].map((table) => [...table.rows].map(cellsOf));
    this.store(tables);
  }

  set(tables) {
    this.store(tables);
    this.show();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  store(tables) {
    const escaped = (text) => text.replaceAll("\\", "\\\\").replaceAll("｜", "\\｜").replace(/\n\s*\n/g, "\n");
    const row = (cells) => `｜${cells.map(escaped).join("｜")}｜`;
    this.field.value = this.shown = tables.map((rows) => rows.map(row).join("\n")).join("\n\n");
  }
}

for (const list of document.querySelectorAll("[data-rows]")) new Rows(list);
for (const button of document.querySelectorAll("[data-citing] [data-do=cite]"))
  button.addEventListener("click", (event) => {
    event.preventDefault();
    cite(button.closest("[data-citing]"));
  });
for (const hint of document.querySelectorAll("[data-scripted]")) hint.hidden = false;
for (const form of document.querySelectorAll("form[data-readings]")) new Readings(form);

// Enter in a line of input would press the form's first button.
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".drafting form[data-rowed] input:not([type=submit])"))
    event.preventDefault();
});
