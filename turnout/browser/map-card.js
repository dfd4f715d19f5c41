// The card of the area that is chosen: what is known of it, and what this phone's holder can do.
import { el, setText } from "./dom.js";
import { quiet } from "./map-fields.js";
import { startsAt } from "./when.js";

/**
 * Return the parts of an area's card.
 *
 * date: the one it is on, if any; me: who holds the phone.
 * doing: {confirm, clean, reopen, change, close}, each called without arguments; null in a frame.
 */
export function cardOf(t, feature, { event, zone, date, me, doing }) {
  const { id, properties: { title, text, state, photos, waiting, own, unsent } } = feature;
  const steward = Boolean(me.role) && !unsent && !(own && waiting);
  const can = doing && {
    confirm: steward && (state === "reported" || state === "reopened" || waiting),
    clean: steward && state !== "cleaned" && !waiting,
    reopen: state === "cleaned" && !unsent,
    change: steward && !waiting,
  };
  const head = waiting || unsent ? t(unsent ? "map.unsent" : "map.waiting") : t(`map.state_${state}`);
  return [
    el("h2", { text: title }),
    el("ul", { class: "facts" }, ...[head, ...told(t, feature, date, zone)].map((line) => el("li", { text: line }))),
    text && el("p", { class: "told", text }),
    photos?.length > 0 && photoPairs(t, photos, title),
    date?.open && date.state === "on" && state === "scheduled"
      && el("a", { class: "button", href: `/e/${date.event}/join?area=${id}`, target: doing ? null : "_top", text: t("map.join") }),
    can && el("div", { class: "acts" }, ...Object.keys(can).filter((name) => can[name]).map((name) => once(t, `map.${name}`, doing[name]))),
    !waiting && !unsent && past(t, `/e/${event}/areas/${id}`),
    !waiting && !unsent && doing && share(t, `/e/${event}/areas/${id}`, title),
    doing && quiet(t("map.close"), doing.close),
  ].filter(Boolean);
}

/** Return the sentences of an area, in the order they are read. */
export function told(t, { properties }, date, zone) {
  const { size, m2, wanted, steward, handle, cleaned, state } = properties;
  const on = state === "scheduled" && date;
  return [
    on && t("map.scheduled_for", { when: startsAt(t, date) }),
    on && wanted ? t("map.coming_of_wanted", { n: date.coming, wanted })
      : on ? t("map.coming", { n: date.coming }) : wanted && state !== "cleaned" ? t("map.wanted", { n: wanted }) : "",
    state !== "cleaned" && size && t(`map.size_${size}`),
    m2 ? t("map.m2", { n: m2 }) : "",
    cleaned && state === "cleaned" && t("map.cleaned_on", { when: startsAt(t, { starts_at: cleaned.at, zone }) }),
    cleaned?.volunteers ? t("map.by_volunteers", { n: cleaned.volunteers }) : "",
    cleaned?.bags ? t("map.bags_told", { n: cleaned.bags }) : "",
    steward && t("map.steward", { name: steward, handle: `@${handle}` }),
  ].filter(Boolean);
}

/** Return how it was and how it is, side by side. */
function photoPairs(t, photos, title) {
  const of = (kind) => photos.filter((photo) => photo.kind === kind);
  const columns = ["before", "after"].filter((kind) => of(kind).length).map((kind) => el("figure", {},
    el("figcaption", { text: t(`map.${kind}`) }),
    ...of(kind).map(({ small, large }) => el("a", { href: large, target: "_blank", rel: "noopener" },
      el("img", { src: small, alt: t(`map.photo_${kind}_of`, { title }), loading: "lazy" })))));
  return el("div", { class: "pairs" }, ...columns);
}

/** Return what happened here, got from the area's own page when it is asked for. */
function past(t, address) {
  const told = el("div");
  const root = el("details", {}, el("summary", { text: t("map.happened") }), told);
  root.ontoggle = async () => {
    if (!root.open) return;
    const page = await fetch(address).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    const found = new DOMParser().parseFromString(page, "text/html").querySelector(".history");
    told.replaceChildren(found ? document.adoptNode(found) : el("p", { class: "aside", text: t("map.history_without_signal") }));
  };
  return root;
}

/** Return a button that shares the area's own page by the phone's sheet, or copies its address. */
function share(t, path, title) {
  const url = new URL(path, location.href).href;
  const button = quiet(t("map.share"), async () => {
    if (navigator.share) return navigator.share({ url, title }).catch(() => {}); // closed again: no matter
    await navigator.clipboard?.writeText(url).then(() => setText(button, t("light.copied")), () => setText(button, url));
    return undefined;
  });
  return button;
}

function once(t, key, act) {
  return quiet(t(key), ({ currentTarget }) => {
    currentTarget.disabled = true; // a second tap of one thumb says nothing new
    act();
  });
}
