// What Streamlit writes in English whatever the page's language is: found where it stands, and said
// in the reader's, by the catalogue (words/streamlit.toml).

const NAMES = ["aria-label", "aria-valuetext", "placeholder"];
// Where its sentences stand. A stranger's words may be the same, and stand elsewhere.
const PLACES = [
  "[data-testid=stFileUploaderDropzone] :is(p, span)",
  "[data-testid=InputInstructions] span",
  "[role=listbox] [data-key^=__] [data-item-hl]",
  "[role=listbox][data-empty=true] [role=option] span",
  "[data-testid=stTooltipErrorContent], [data-testid=stTooltipErrorContent] *",
  "[data-testid=stDateInputCalendar] h2",
  "[data-testid=stSkipToContent]",
].join();
const ANYWHERE = [PLACES, ...NAMES.map((name) => `[${name}]`)].join();
const watched = { childList: true, subtree: true, characterData: true, attributeFilter: NAMES };

let phrases = [];
let watcher;
let spoken = "en";

/** Speak `data.lang` from now on. words: its sentences; others: those to be replaced, by key. */
export function mount({ data: { lang, words, others } }) {
  spoken = lang;
  phrases = Object.entries(others).map(([key, sentence]) => [pattern(sentence), words[key]]);
  watcher ??= new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => {
    for (const node of [target, ...addedNodes]) say(node.parentElement ?? node);
  }));
  watcher.observe(document.body, watched);
  say(document.body);
}

/** Return what finds `sentence`, with its values by name. */
function pattern(sentence) {
  const parts = sentence.split(/\{(\w+)\}/);
  const found = parts.map((part, place) =>
    place % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${found.join("")}$`);
}

function say(element) {
  if (!element.querySelectorAll) return;
  for (const each of [element, ...element.querySelectorAll(ANYWHERE)]) {
    for (const name of NAMES) sayName(each, name);
    if (each.matches(PLACES)) [...each.childNodes].forEach(sayText);
  }
}

function sayName(element, name) {
  const text = element.getAttribute?.(name);
  if (!text) return;
  const ours = name === "aria-valuetext" ? monthOf(element, text) : translated(text);
  if (ours !== text) element.setAttribute(name, ours);
}

// The node stays: Streamlit holds on to it, and writes into it again.
function sayText(node) {
  if (node.nodeType !== Node.TEXT_NODE) return;
  const ours = translated(node.data);
  if (ours !== node.data) node.data = ours;
}

function translated(text) {
  for (const [found, ours] of phrases) {
    const values = found.exec(text);
    if (values) return ours.replace(/\{(\w+)\}/g, (_, name) => values.groups[name]);
  }
  return text;
}

/** Return how a date's month is read aloud: "12 – diciembre". */
function monthOf(element, text) {
  const month = element.dataset.type === "month" && element.closest("[data-testid=stDateInput]")
    && Number(element.getAttribute("aria-valuenow"));
  if (!month) return text;
  const name = new Intl.DateTimeFormat(spoken, { month: "long", timeZone: "UTC" });
  return `${month} – ${name.format(new Date(Date.UTC(2000, month - 1)))}`;
}
