// The live video: its link and code, and the film itself once somebody at the wall asks for it.
// Until then no other host learns that this wall is here.
import { el, setClamped, setText } from "./dom.js";
import { isPast } from "./when.js";

export const open = (wall) => new Video(wall);

class Video {
  constructor(wall) {
    const { t } = wall;
    this.wall = wall;
    this.name = el("p", { class: "video-name" });
    this.link = el("p", { class: "video-link" });
    this.button = el("button", { type: "button", class: "video-watch" });
    this.told = el("p", { class: "video-told", role: "status" });
    this.code = el("div", { class: "video-code" });
    this.film = el("div", { class: "video-film", hidden: "" });
    this.before = el("div", { class: "video-before" },
      el("div", { class: "video-words" }, this.name, this.link, this.button, el("p", { class: "video-enter", text: t("show.video_enter") }), this.told),
      this.code);
    this.element = el("div", { class: "scene-video" }, this.before, this.film);
    this.button.onclick = () => this.press();
  }

  /** The film ends when the scene leaves: nobody hears it behind another one. */
  leave() {
    this.#stop();
  }

  stays() {
    return this.playing;
  }

  draw(picture, now) {
    const { t } = this.wall;
    const { stream } = picture;
    this.picture = picture;
    if (!stream) return this.#stop();
    if (stream.url !== this.url) {
      this.#stop();
      this.url = stream.url;
      this.#drawCode(stream.url);
    }
    setClamped(this.name, t(isPast(picture, now) ? "show.video_past" : "show.video_live", { name: stream.name }));
    setText(this.link, stream.url.replace(/^https?:\/\//, ""));
    setText(this.button, t("show.video_watch"));
    this.button.hidden = !this.#plays(stream);
    this.button.nextElementSibling.hidden = this.button.hidden;
    if (!this.failed) setText(this.told, this.button.hidden ? t("show.video_elsewhere") : t("show.video_told", { name: stream.name }));
  }

  async press() {
    const { stream, title } = this.picture ?? {};
    if (!stream || !this.#plays(stream) || this.playing) return;
    this.playing = true;
    const made = await import("./video.js").then(({ player }) =>
      player(stream, this.wall.t, title, () => this.#fail(stream))).catch(() => null);
    if (!made) return this.#fail(stream);
    if (!this.playing) return; // left meanwhile
    this.failed = false;
    this.film.replaceChildren(made);
    this.film.hidden = false;
    this.before.hidden = true;
  }

  #plays({ embed }) {
    const { shows } = this.wall.options;
    return Boolean(embed) && (shows === undefined || new URL(embed).origin === shows);
  }

  #fail({ name }) {
    this.#stop();
    this.failed = true;
    setText(this.told, this.wall.t("show.video_cannot", { name }));
  }

  #stop() {
    this.playing = this.failed = false;
    this.film.replaceChildren();
    this.film.hidden = true;
    this.before.hidden = false;
  }

  /** Draw the code of the link here: an address of somebody else's is asked of nobody. */
  async #drawCode(url) {
    const { encodeQR } = await import("./qr/index.js").catch(() => ({}));
    if (!encodeQR || url !== this.url) return;
    const drawn = new DOMParser().parseFromString(encodeQR(url, "svg", { border: 2 }), "image/svg+xml").documentElement;
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", this.wall.t("show.video_code", { url }));
    this.code.replaceChildren(drawn);
  }
}
