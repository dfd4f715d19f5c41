// Typing in a sheet: Enter stores a row and begins the next. Each row has its own key and is kept
// on this device until the server has acknowledged it; sent again, it is still one row.
import { el } from "./dom.js";
import { speaker } from "./words.js";

const AGAIN_MS = 5_000;
const REACH_MS = 15_000;

export function typing({ words, lang, event }) {
  const t = speaker(words, lang);
  const page = new Typing(t, event);
  page.form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    page.take();
  });
  addEventListener("online", () => page.send());
  page.resume();
}

class Typing {
  constructor(t, event) {
    this.t = t;
    this.root = `turnout.paper/${event}/`;
    this.form = document.getElementById("row");
    this.list = document.getElementById("rows");
    this.state = document.getElementById("state");
    this.sending = false;
  }

  take() {
    const fields = [...new FormData(this.form)].filter(([name]) => name !== "key");
    const row = { key: newKey(), at: Date.now(), fields };
    if (!value(row, "name").trim() && !value(row, "contact").trim()) return this.begin();
    try {
      localStorage.setItem(this.root + row.key, JSON.stringify(row));
    } catch {
      this.unkept = [...(this.unkept ?? []), row]; // storage is shut: it lives as long as the page
    }
    this.show(row);
    this.begin();
    this.send();
  }

  /** Empty the form for the next row; the lead is that of the row before. */
  begin() {
    for (const input of this.form.querySelectorAll("input")) {
      if (input.type === "checkbox") input.checked = false;
      else if (input.name !== "key") input.value = input.name === "party" ? "1" : "";
      input.removeAttribute("aria-invalid");
    }
    this.form.querySelectorAll(".field-error").forEach((error) => error.remove());
    this.form.elements.name.focus();
  }

  resume() {
    this.kept().forEach((row) => this.show(row));
    this.send();
  }

  kept() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.root));
    const rows = names.map((name) => JSON.parse(localStorage.getItem(name)));
    return [...rows, ...(this.unkept ?? [])].sort((a, b) => a.at - b.at);
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.later);
    let row;
    while ((row = this.kept()[0]) && await this.sendOne(row));
    this.sending = false;
    if (this.kept().length) this.later = setTimeout(() => this.send(), AGAIN_MS);
  }

  /** Send a row; return whether it was answered, so that the next may go. */
  async sendOne(row) {
    let answer;
    try {
      answer = await post([["key", row.key], ...row.fields]);
    } catch {
      this.say(this.t("paper.waiting_all", { n: this.kept().length }));
      return false;
    }
    if (answer.status === 403) this.say(this.t("paper.not_good"));
    if (answer.status !== 200 && answer.status !== 422) return false;
    const told = await answer.json();
    this.forget(row);
    this.say("");
    if (told.wrong) this.refused(row, told.wrong);
    else this.stored(row, told);
    return true;
  }

  forget(row) {
    localStorage.removeItem(this.root + row.key);
    this.unkept = (this.unkept ?? []).filter((other) => other.key !== row.key);
  }

  show(row) {
    const name = value(row, "name").trim() || this.t("paper.nobody");
    const people = Number(value(row, "party")) || 1;
    const maybe = value(row, "status") === "maybe";
    row.element = el("li", { "data-key": row.key },
      el("b", { text: this.t(`paper.row${maybe ? "_maybe" : ""}`, { name, n: people }) }),
      el("span", { text: this.t("paper.waiting") }));
    this.list.prepend(row.element);
  }

  line(row) {
    return this.list.querySelector(`[data-key="${CSS.escape(row.key)}"]`);
  }

  stored(row, told) {
    const said = el("span", { text: told.said, class: told.known ? "known" : null });
    const undo = el("button", { type: "button", class: "small", text: this.t("paper.undo") });
    const line = this.line(row);
    line.replaceChildren(el("b", { text: told.row }), said, undo);
    undo.onclick = async () => {
      const answer = await post([["undo", told.seq]]).catch(() => null);
      if (!answer?.ok) return this.say(this.t("paper.not_good"));
      said.textContent = (await answer.json()).said;
      undo.remove();
      this.form.elements.name.focus();
    };
  }

  refused(row, wrong) {
    const line = this.line(row);
    const mend = el("button", { type: "button", class: "small", text: this.t("paper.mend") });
    const why = el("span", { class: "wrong", text: Object.values(wrong).join(" ") });
    line.replaceChildren(line.firstElementChild, why, mend);
    mend.onclick = () => {
      line.remove();
      this.begin();
      fill(this.form, row.fields);
      this.form.elements[Object.keys(wrong)[0]]?.focus?.();
    };
  }

  say(sentence) {
    this.state.textContent = sentence;
    this.state.hidden = !sentence;
  }
}

const value = (row, name) => row.fields.find(([field]) => field === name)?.[1] ?? "";

function fill(form, fields) {
  for (const [name, said] of fields) {
    const box = form.querySelector(`[type=checkbox][name=${name}][value="${said}"]`);
    if (box) box.checked = true;
    else form.elements[name].value = said;
  }
}

function post(fields) {
  return fetch(location.pathname + location.search, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(REACH_MS),
  });
}

/** Return a new key; plain http has no randomUUID. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
