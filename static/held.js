/* What is typed and not saved yet, in every form that has the mark of ``{% holding %}``.

   It is kept on the server every few seconds, and in this browser for as long as the server has not
   got it; opened again, the form has it in it. Before a form is sent, what is in it is kept: if the
   server is away or the session has ended, the form stays and says so. Without this script the forms
   work as well, and the server holds what is sent after the session has ended. */

const KEEP_AFTER = 3000; // milliseconds from a change until it is kept
const ALIVE_EVERY = 20000; // milliseconds between signs of life
const OPEN_FOR = 60000; // milliseconds for which a window counts as open without one

const { base, user } = document.getElementById("held-script").dataset;
/** A name for this window, as it is loaded now: no other one writes under it. */
const PAGE = [...crypto.getRandomValues(new Uint32Array(4))].map((number) => number.toString(36)).join("");
const AROUND = /^(held-|csrfmiddlewaretoken$)/;

/** A browser may be told to keep nothing: it is then one without this. */
const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

/** What the server has not got, in this browser: by person, window and address of the form. */
const copies = {
  key: (form) => `held ${user} ${form.page} ${form.address}`,
  put: (form, isLeft) =>
    attempt(() => localStorage.setItem(copies.key(form), JSON.stringify([isLeft ? 0 : Date.now(), form.said]))),
  drop: (key) => attempt(() => localStorage.removeItem(key)),
  all: () => attempt(() => Object.entries(localStorage).filter(([key]) => key.startsWith("held "))) ?? [],
  isOwn: ([key]) => key.startsWith(`held ${user} `),
};

/** Which window this one was before it was loaded again, for the form of an address. */
const former = {
  put: (address, page) => attempt(() => sessionStorage.setItem(`held ${address}`, page)),
  get: (address) => attempt(() => sessionStorage.getItem(`held ${address}`)),
};

/** Why nothing reached the server: a sentence, and where to sign in again. */
class Unreached extends Error {
  constructor(sentence, signIn) {
    super(sentence);
    this.signIn = signIn;
  }
}

async function reach(path, body, keepalive = false) {
  let response;
  try {
    response = await fetch(base + path, body && { method: "POST", body, keepalive });
  } catch {
    throw new Unreached("连不上服务器。没有保存的文字留在这个浏览器里，接通以后自动暂存。");
  }
  if (response.status === 401)
    throw new Unreached("登录已到期，在新窗口登录后继续", (await response.json()).sign_in);
  if ([502, 503, 504].includes(response.status))
    throw new Unreached("网站暂时无法访问。没有保存的文字留在这个浏览器里，恢复以后自动暂存。");
  return response;
}

const tokens = () => document.querySelectorAll("[name=csrfmiddlewaretoken]");

/** Ask what is held at some paths. All forms of the page have a good token afterwards. */
async function ask(paths) {
  const query = new URLSearchParams(paths.map((path) => ["at", path]));
  const answer = await (await reach(`ask/?${query}`)).json();
  if (String(answer.user) !== user)
    throw new Unreached("现在登录的是另一个人。您的文字留在这个浏览器里，请您本人登录后继续。");
  for (const token of tokens()) token.value = answer.token;
  return answer.held;
}

/** Send something; after another sign-in with a new token. */
async function send(path, body, keepalive) {
  const sent = () => {
    body.set("held-user", user);
    body.set("csrfmiddlewaretoken", tokens()[0].value);
    return reach(path, body, keepalive);
  };
  const response = await sent();
  if (response.status !== 403 || keepalive) return response;
  await ask([]);
  return sent();
}

/** Bring to the server what it has not got from windows that are closed. */
async function deliver() {
  for (const [key, text] of copies.all().filter(copies.isOwn)) {
    const [, , page, address] = key.split(" ");
    const [at, said] = JSON.parse(text);
    if (Date.now() - at < OPEN_FOR) continue;
    const body = new URLSearchParams(said);
    for (const [name, value] of [["at", address], ["page", page], ["left", "1"]]) body.set(`held-${name}`, value);
    if ((await send("keep/", body)).ok) copies.drop(key);
  }
}

/** Whether a field is no part of what is typed. */
const isApart = (field) => field.type === "password" || ("dataset" in field && "fresh" in field.dataset);

/** Put what is held into the fields of a form (returns the texts for which it has none). */
function fill(form, typed) {
  const given = Object.fromEntries(Object.entries(typed).map(([name, texts]) => [name, [...texts]]));
  const take = (name, text) => {
    const place = (given[name] ?? []).indexOf(text);
    return place >= 0 && given[name].splice(place, 1).length > 0;
  };
  for (const list of form.querySelectorAll("[data-rows]"))
    list.dispatchEvent(new CustomEvent("fill", { detail: given }));
  for (const field of form.elements) {
    if (AROUND.test(field.name) || ["file", "submit", "button"].includes(field.type)) continue;
    if (isApart(field)) delete given[field.name];
    else if (["checkbox", "radio"].includes(field.type)) field.checked = take(field.name, field.value);
    else if (field.options) for (const one of field.options) one.selected = take(field.name, one.value);
    else if (given[field.name]?.length) field.value = given[field.name].shift();
  }
  return Object.values(given).flat().filter((text) => text.trim());
}

const made = (tag, given) => Object.assign(document.createElement(tag), given);

/** One form: what is typed in it, and what is held of it. */
class Held {
  constructor(mark) {
    this.form = mark.form;
    this.address = mark.value;
    this.page = PAGE;
    this.isShownAgain = "unsaved" in mark.dataset;
    this.stored = this.said;
    this.colleagues = document.querySelector("[data-colleagues]");
    this.form.elements["held-page"].value = PAGE;
    this.form.autocomplete = "off"; // what the browser would bring back by itself may be older
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.later());
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
  }

  /** What is typed, as it is sent, without files, passwords and what is read anew with each page. */
  get said() {
    const isTyped = ([name, value]) =>
      typeof value === "string" && !AROUND.test(name) && !isApart(this.form.elements[name]);
    return new URLSearchParams([...new FormData(this.form)].filter(isTyped)).toString();
  }

  get isChanged() {
    if (this.isShownAgain) return [...new URLSearchParams(this.said).values()].some(Boolean);
    return this.isTouched && this.said !== this.stored;
  }

  /** Go on from what this window left, else from the newest that no open window has. */
  begin(held) {
    const was = former.get(this.address);
    const left = held.find((one) => one.page === was);
    const free = this.isChanged ? undefined : held.find((one) => !one.elsewhere); // typing goes first
    const found = this.isShownAgain || !this.isChanged ? (left ?? free) : undefined;
    if (found) this.goOnFrom(found);
    for (const one of held) if (one !== found) this.tellOf(one);
    if (this.isChanged || this.colleagues) this.keep();
  }

  goOnFrom(held) {
    this.instead = held.page;
    if (this.isShownAgain) return; // it is on the page already, with what is wrong with it
    const rest = fill(this.form, held.typed);
    this.isTouched = true;
    if (!this.isChanged) return this.drop(held);
    this.later();
    const notice = this.notice(`这里是您 ${held.at} 没有保存的文字，请核对后保存；不要的，可以放弃。`);
    if (rest.length)
      notice.append(made("p", { textContent: `表单里已经没有地方放这些内容，请自己抄下：${rest.join("；")}` }));
    notice.append(this.button("放弃这些文字", () => this.throwAway()));
    for (let one = this.form.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  }

  tellOf(held) {
    const which = held.elsewhere ? "您在另一个窗口也打开了这里，那边" : "这里另有一份您";
    const notice = this.notice(`${which} ${held.at} 的文字没有保存，还留着。`);
    notice.append(this.button("在这里接着写那份文字", () => this.change(held)));
    if (!held.elsewhere)
      notice.append(this.button("放弃那份文字", async () => (await this.drop(held)) && notice.remove()));
  }

  notice(text) {
    const notice = made("div", { className: "held" });
    notice.setAttribute("role", "status");
    notice.append(made("p", { textContent: text }));
    this.form.prepend(notice);
    return notice;
  }

  button(text, act) {
    return made("button", { type: "button", className: "button quiet", textContent: text, onclick: act });
  }

  later() {
    this.isTouched = true; // what other scripts do to a form while it is loaded is not typed
    this.isKept = false;
    copies.put(this);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  /** Have the server hold what is typed (returns whether it could be reached). One after the other. */
  keep(how = {}) {
    const before = this.keeping;
    this.keeping = (async () => {
      if (!how.isLast) await before;
      return this.keepNow(how);
    })();
    return this.keeping;
  }

  async keepNow({ isLast = false, isLeft = false }) {
    const { said, isChanged } = this;
    try {
      if (!isChanged && !this.colleagues && !this.isHeld) await ask([]);
      else this.kept(said, isChanged, await send("keep/", this.body(said, isChanged, isLeft), isLast));
      return true;
    } catch (reason) {
      if (!(reason instanceof Unreached)) throw reason;
      this.tell(reason.message, reason.signIn);
      return false;
    }
  }

  body(said, isChanged, isLeft) {
    const body = new URLSearchParams(isChanged ? said : "");
    const isLeaving = isLeft || (!isChanged && !this.colleagues);
    const around = { at: this.address, page: this.page, instead: isChanged && this.instead };
    for (const [name, value] of Object.entries({ ...around, idle: !isChanged && "1", left: isLeaving && "1" }))
      if (value) body.set(`held-${name}`, value);
    return body;
  }

  async kept(said, isChanged, response) {
    if (!response.ok) return this.tell("没有保存的文字在服务器上暂存不了，留在这个浏览器里。");
    const answer = await response.json();
    this.warn(answer.colleagues);
    this.isHeld = isChanged;
    if (isChanged) this.instead = null;
    if (said !== this.said) return;
    copies.drop(copies.key(this));
    this.isKept = true;
    this.tell(isChanged ? `没有保存的文字已在 ${answer.kept_at} 暂存，关掉页面也不会丢。` : "");
  }

  async onSubmit(event) {
    if (this.isSent || event.submitter?.formTarget === "_blank") return;
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    const isReached = await this.keep();
    this.isSending = false;
    if (!isReached) return;
    former.put(this.address, this.page);
    this.stop();
    this.form.requestSubmit(event.submitter);
  }

  stop() {
    this.isSent = true;
    clearTimeout(this.timer);
  }

  /** The page is closed, or out of sight and may be closed without a word. */
  leave(isLeft) {
    if (this.isSent || this.isLeft || !(this.isChanged || this.colleagues)) return;
    this.isLeft = isLeft; // a page that is closed goes out of sight after that
    if (this.isChanged && !this.isKept) copies.put(this, isLeft);
    if (this.isChanged && isLeft) former.put(this.address, this.page);
    this.keep({ isLast: true, isLeft });
  }

  /** Go on here from what is held elsewhere; what is typed here is held as well. */
  async change(held) {
    if (this.isChanged && !(await this.keep({ isLeft: true }))) return;
    this.stop();
    former.put(this.address, held.page);
    this.openAgain();
  }

  async throwAway() {
    if (!(await this.keep())) return;
    const body = new URLSearchParams({ "held-at": this.address, "held-page": this.page, "held-idle": "1", "held-left": "1" });
    await send("keep/", body);
    copies.drop(copies.key(this));
    this.stop();
    this.openAgain();
  }

  /** Throw away another text that is held. */
  async drop(held) {
    return (await send(`${held.pk}/`, new URLSearchParams())).ok;
  }

  openAgain() {
    if (this.isShownAgain) location.assign(this.address);
    else location.reload();
  }

  tell(text, signIn) {
    let place = this.form.querySelector("[data-autosave]");
    if (!place) {
      place = made("p", { className: "autosave" });
      place.dataset.autosave = "";
      place.setAttribute("role", "status");
      this.form.append(place);
    }
    if (signIn) place.replaceChildren(made("a", { href: signIn, target: "_blank", textContent: text }));
    else if (place.textContent !== text) place.textContent = text;
  }

  warn(names) {
    if (!this.colleagues) return;
    const text = names.length
      ? `${names.join("、")}也打开了这一处。请先商量由谁来改；后保存的一方会看到两边的文字。`
      : "";
    if (this.colleagues.textContent !== text) this.colleagues.textContent = text;
    this.colleagues.hidden = !names.length;
  }
}

const forms = [...document.querySelectorAll("input[name=held-at]")].map((mark) => new Held(mark));

async function begin() {
  await deliver();
  const held = await ask([...new Set(forms.map((form) => form.address.split("?")[0]))]);
  for (const form of forms) form.begin(held.filter((one) => one.address === form.address));
}

if (forms.length) {
  begin().catch((reason) => forms.length === 1 && forms[0].tell(reason.message, reason.signIn));
  setInterval(() => {
    for (const form of forms) if (!form.isSent && (form.isChanged || form.colleagues)) form.keep();
  }, ALIVE_EVERY);
  addEventListener("pagehide", () => forms.forEach((form) => form.leave(true)));
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (forms.some((form) => form.isSent)) return location.reload();
    for (const form of forms) {
      form.isLeft = false;
      if (form.isChanged || form.colleagues) form.keep();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) forms.forEach((form) => form.leave(false));
    else for (const form of forms) if (form.isChanged && !form.isSent) form.keep();
  });
}

// Whoever signs out takes along what others left in this browser, and leaves their own.
addEventListener("submit", (event) => {
  if (!/\/logout\/$/.test(new URL(event.target.action).pathname)) return;
  for (const copy of copies.all()) if (!copies.isOwn(copy)) copies.drop(copy[0]);
});
