// Who brought whom: a tree that folds, with a promise bar for each branch, and the same as a table.
// Mounted by component.js; called anew for each change of `data`: {rows, mayPromote, lang, words}.
import { announcer } from "./announce.js";
import { drawBar, drawLegend, reach, spoken } from "./bar.js";
import { el, setText } from "./dom.js";
import { Network, coming } from "./network-rows.js";
import { drawTable } from "./network-table.js";
import { at } from "./standing.js";
import { number, speaker } from "./words.js";

const FEW = 40; // leads: so many are seen at once, unfolded
const WAIT_MS = 150; // after a letter typed

export function mount({ data, parentElement, setTriggerValue }) {
  let view = parentElement.view;
  if (view?.t.lang !== data.lang) {
    view?.root.remove();
    view = parentElement.view = new View(data);
    parentElement.append(view.root);
  }
  view.promote = (person) => setTriggerValue("promote", person);
  view.take(data);
}

class View {
  constructor(data) {
    this.t = speaker(data.words, data.lang);
    this.look = { unfolded: null, whole: new Set(), found: null };
    this.asTable = matchMedia("(max-width: 640px)").matches;
    this.#build();
  }

  /** Draw what stands now; what is folded, looked for and focused stays. */
  take({ rows, mayPromote }) {
    Object.assign(this, { network: new Network(rows), mayPromote });
    const isFew = this.network.top.leads <= FEW || this.network.top.id !== "lead:0";
    this.look.unfolded ??= new Set(isFew ? [...this.#over(), this.network.top.id] : []);
    if (this.query) this.look.found = this.network.found(this.query);
    this.draw();
  }

  draw() {
    const { t, network, look } = this;
    this.seen = network.seen(look);
    this.scale = Math.max(1, ...network.top.below.map(({ all, goal, leads }) => reach({ ...all, goal: leads ? 0 : goal })));
    if (network.top.id !== "lead:0") this.scale = Math.max(this.scale, reach(network.top.all));
    drawLegend(this.legend, network.top.all, t);
    this.tree.hidden = this.asTable;
    this.table.hidden = !this.asTable;
    this.folding.hidden = this.asTable;
    for (const [button, on] of [[this.asPicture, !this.asTable], [this.asRows, this.asTable]]) {
      button.setAttribute("aria-pressed", String(on));
    }
    if (this.asTable) drawTable(this.table, this);
    else this.#drawTree();
    setText(this.none, look.found?.size === 0 ? t("network.nobody_found") : "");
  }

  #build() {
    const { t } = this;
    const search = el("input", { type: "search", id: "network-search", autocomplete: "off", spellcheck: "false" });
    let waiting = 0;
    search.oninput = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.#find(search.value), WAIT_MS);
    };
    this.asPicture = el("button", { type: "button", text: t("network.picture") });
    this.asRows = el("button", { type: "button", text: t("network.table") });
    this.asPicture.onclick = () => this.#show(false);
    this.asRows.onclick = () => this.#show(true);
    const fold = el("button", { type: "button", text: t("network.fold_all") });
    const unfold = el("button", { type: "button", text: t("network.unfold_all") });
    fold.onclick = () => this.#unfold(false);
    unfold.onclick = () => this.#unfold(true);
    this.folding = el("div", { class: "kind fold" }, unfold, fold);
    this.tree = el("div", { role: "tree", class: "tree", "aria-label": t("network.tree") });
    this.tree.onkeydown = (event) => this.#key(event);
    this.table = el("div", { class: "as-table" });
    this.none = el("p", { class: "soft" });
    this.legend = el("ul", { class: "legend" });
    const heard = el("p", { class: "spoken", role: "status" });
    this.announce = announcer(heard);
    this.root = el("section", { class: "network", lang: t.lang },
      el("div", { class: "bar-line" },
        el("div", { class: "search" }, el("label", { for: "network-search", text: t("network.search") }), search),
        el("div", { class: "kind", role: "group", "aria-label": t("network.shown_as") }, this.asPicture, this.asRows),
        this.folding),
      this.legend, this.none, this.tree, this.table, heard);
  }

  #find(query) {
    this.query = query.trim();
    this.look.found = this.query ? this.network.found(this.query) : null;
    this.draw();
    if (this.look.found) this.announce(this.t("network.found", { n: this.look.found.size }));
  }

  #show(asTable) {
    this.asTable = asTable;
    this.draw();
  }

  /** Return the leads who have leads below; people are unfolded one lead at a time. */
  #over() {
    return [...this.network.byId.values()].filter(({ isLead, below }) => isLead && below.some((row) => row.isLead)).map(({ id }) => id);
  }

  #unfold(all) {
    this.look.unfolded = new Set(all ? this.#over() : []);
    this.draw();
  }

  #drawTree() {
    const hadFocus = this.tree.contains(this.tree.getRootNode().activeElement);
    if (!this.seen.some(({ row }) => row?.id === this.current)) this.current = this.seen[0]?.row?.id;
    const before = this.items ?? new Map();
    this.items = new Map();
    this.tree.replaceChildren(...this.seen.map((line) => (line.more ? this.#more(line) : this.#kept(before, line))));
    if (hadFocus) this.items.get(this.current)?.focus();
  }

  /** Return the element of a row: the one before, unless it says something else now. */
  #kept(before, line) {
    const { row: { below, ...told }, ...place } = line;
    const said = JSON.stringify([told, place, below.length, this.scale, this.look.found?.has(told.id), told.id === this.current]);
    const known = before.get(told.id);
    const item = known?.said === said ? known : Object.assign(this.#item(line), { said });
    this.items.set(told.id, item);
    return item;
  }

  #item({ row, depth, place, size, open }) {
    const { t } = this;
    const goal = row.leads || !row.goal ? 0 : row.goal;
    const who = el("span", { class: "who" }, el("i", { class: "caret", "aria-hidden": "true" }),
      el("span", { class: "name" }, el("b", { text: this.nameOf(row) }),
        row.handle && el("span", { class: "soft", text: at(row.handle), title: `@${row.handle}` })));
    const bar = el("span", { class: "promise" });
    if (row.isLead || row.isGroup || row.below.length) {
      const heads = { ...row.all, coming: coming(row.all), goal };
      drawBar(bar, heads, { scale: this.scale, label: spoken(t, heads, false) });
    }
    const count = el("span", { class: "count" }, el("b", { text: number(t.lang, coming(row.all)) }),
      goal ? el("span", { class: "soft", text: t("light.of", { goal }) }) : null);
    const item = el("div", { role: "treeitem", class: kindOf(row, this.look.found), style: `--depth: ${depth - 1}`,
      tabindex: row.id === this.current ? "0" : "-1", "aria-level": depth, "aria-posinset": place ?? 1, "aria-setsize": size ?? 1,
      ...(open === null ? {} : { "aria-expanded": String(open) }) },
    who, bar, count,
    el("span", { class: "said soft" }, ...this.#told(row).map((text) => el("span", { text }))), this.act(row));
    item.onclick = (event) => {
      if (event.target.closest("button")) return;
      this.#go(row.id);
      this.#fold(row, !open);
    };
    return item;
  }

  #more({ more, of, depth }) {
    const button = el("button", { type: "button", role: "treeitem", "aria-level": depth, class: "more", style: `--depth: ${depth - 1}`,
      text: this.t(of.isGroup || !of.below[0].isLead ? "network.all_people" : "network.all_leads", { n: more }) });
    button.onclick = () => {
      this.look.whole.add(of.id);
      this.draw();
    };
    return button;
  }

  /** Return who a row is of: whoever gave no name, or was erased, is somebody. */
  nameOf(row) {
    if (row.isGroup) return this.t(row.isOwn ? "network.on_their_own" : "network.people", { n: row.people });
    return row.name || (row.isLead ? at(row.handle) : this.t("network.no_name"));
  }

  /** Return what a row's number is made of, in words. */
  #told(row) {
    const { t } = this;
    const people = row.people ? [t("network.people", { n: row.people })] : [];
    if (row.isGroup) return row.isOwn ? people : [];
    if (!row.isLead) {
      const brought = row.people ? [t("network.brought", { n: row.people })] : [];
      return [t(`network.status_${row.status}`, { n: row.party }), ...brought];
    }
    return [...(row.leads ? [t("network.own", { n: coming(row.own) }), t("network.leads", { n: row.leads })] : []), ...people];
  }

  /** Return the tap that makes a person a lead, where the visitor may. */
  act(row) {
    if (!this.mayPromote || row.isLead || row.isGroup || !row.name) return null;
    const button = el("button", { type: "button", class: "act", text: this.t("network.make_lead"),
      tabindex: row.id === this.current ? "0" : "-1", "aria-label": this.t("network.make_lead_who", { name: row.name }) });
    button.onclick = () => {
      button.disabled = true;
      this.promote(Number(row.id.split(":")[1]));
    };
    return button;
  }

  #go(id) {
    for (const [each, tab] of [[this.current, "-1"], [id, "0"]]) {
      const item = this.items.get(each);
      item?.setAttribute("tabindex", tab);
      item?.querySelector("button")?.setAttribute("tabindex", tab);
    }
    this.current = id;
    this.items.get(id)?.focus();
  }

  #fold(row, open) {
    if (!row.below.length || this.look.found) return;
    this.look.unfolded[open ? "add" : "delete"](row.id);
    this.draw();
  }

  /** The keys of a tree, as the ARIA practices have them. */
  #key(event) {
    if (event.target.closest("button") || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = this.seen.filter(({ row }) => row);
    const place = rows.findIndex(({ row }) => row.id === this.current);
    if (place < 0) return;
    const { row, open } = rows[place];
    const to = (next) => next && this.#go(next.row.id);
    const keys = {
      ArrowDown: () => to(rows[place + 1]),
      ArrowUp: () => to(rows[place - 1]),
      Home: () => to(rows[0]),
      End: () => to(rows.at(-1)),
      ArrowRight: () => (open ? to(rows[place + 1]) : this.#fold(row, true)),
      ArrowLeft: () => (open && !this.look.found ? this.#fold(row, false) : to(rows.find((each) => each.row.id === row.up))),
      Enter: () => this.#fold(row, !open),
      " ": () => this.#fold(row, !open),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }
}

function kindOf(row, found) {
  const kind = row.isLead ? "lead" : row.isGroup ? "group" : "person";
  return `node ${kind}${row.status === "cancelled" ? " gone" : ""}${found?.has(row.id) ? " found" : ""}`;
}
