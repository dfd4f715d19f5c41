// The tree of who brought whom as rows (turnout/formats/network.py): what is folded, found, shown.

const FIRST = 40; // rows of one level that a glance takes in
const PART = ["confirmed", "yes", "by_count", "maybe"];

/** Return [confirmed, yes, by count, maybe] as the promise bar takes them. */
const heads = (counts) => Object.fromEntries(PART.map((part, place) => [part, counts[place]]));

/** Return how many come of a row's heads. */
export const coming = ({ confirmed, yes, by_count }) => confirmed + yes + by_count;

/** What is known of one tree; `folded` and `whole` are what the visitor did, by a row's id. */
export class Network {
  constructor(rows) {
    this.byId = new Map(rows.map((row) => [row.id, complete(row)]));
    this.top = this.byId.get(rows[0]?.id);
    for (const row of this.byId.values()) this.byId.get(row.up)?.below.push(row);
    this.#group();
    this.plain = new Map([...this.byId.values()].map((row) => [row.id, plain(`${row.name} @${row.handle ?? ""}`)]));
  }

  /** Put the people of a lead who has leads below as well under one row that folds. */
  #group() {
    for (const row of [...this.byId.values()]) {
      const people = row.below.filter(({ isLead }) => !isLead);
      const isTop = row === this.top && row.id === "lead:0";
      if (!people.length || !row.isLead || (people.length === row.below.length && !isTop)) continue;
      const group = { id: `people:${row.id}`, up: row.id, isGroup: true, isOwn: isTop, name: "", below: people,
        people: row.people - sum(row.below, ({ isLead, people: below }) => (isLead ? below : 0)),
        leads: 0, all: isTop ? row.own : added(people.map(({ all }) => all)), own: null };
      for (const person of people) person.up = group.id;
      row.below = [...row.below.filter(({ isLead }) => isLead), group];
      this.byId.set(group.id, group);
    }
  }

  /** Return the ids of all whose name or handle has `query` in it. */
  found(query) {
    const wanted = plain(query.trim().replace(/^@/, ""));
    return new Set([...this.plain].filter(([id, text]) => wanted && id !== "lead:0" && text.includes(wanted)).map(([id]) => id));
  }

  /** Return who stands above `id`, nearest first. */
  above(id) {
    const line = [];
    for (let row = this.byId.get(this.byId.get(id)?.up); row; row = this.byId.get(row.up)) line.push(row);
    return line;
  }

  /**
   * Return what is seen from the top: [{row, depth, place, size, open}], and {more, of} where a level
   * goes on. unfolded, whole: sets of ids; found: a set, or null where nobody is looked for.
   */
  seen({ unfolded, whole, found }) {
    const lines = found && new Set([...found].flatMap((id) => [id, ...this.above(id).map((row) => row.id)]));
    const shown = [];
    const waiting = [{ row: this.top, depth: this.top.id === "lead:0" ? 0 : 1 }];
    while (waiting.length) {
      const next = waiting.pop();
      if (next.more) { shown.push(next); continue; }
      const { row, depth } = next;
      const below = lines ? row.below.filter(({ id }) => lines.has(id)) : row.below;
      const open = depth === 0 || (lines ? below.length > 0 : unfolded.has(row.id));
      if (depth > 0) shown.push({ ...next, open: row.below.length ? open && below.length > 0 : null });
      if (!open) continue;
      const first = whole.has(row.id) || below.length <= FIRST + 5 ? below : below.slice(0, FIRST);
      if (first.length < below.length) waiting.push({ more: below.length, of: row, depth: depth + 1 });
      for (let place = first.length - 1; place >= 0; place -= 1) {
        waiting.push({ row: first[place], depth: depth + 1, place: place + 1, size: below.length });
      }
    }
    return shown;
  }
}

function complete(row) {
  const isLead = row.id.startsWith("lead:");
  const party = { confirmed: 0, yes: 0, by_count: 0, maybe: 0, ...(row.status ? { [row.status]: row.party } : {}) };
  return { people: 0, leads: 0, ...row, isLead, below: [],
    own: row.own ? heads(row.own) : party, all: row.all ? heads(row.all) : party };
}

const sum = (rows, of) => rows.reduce((so_far, row) => so_far + of(row), 0);
const added = (counts) => Object.fromEntries(PART.map((part) => [part, sum(counts, (each) => each[part])]));

/** Return a text as it is looked for: without accents, in small letters. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
