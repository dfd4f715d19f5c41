// The stage of the wall: one scene stands on it at a time, as the show says, or as somebody at the
// wall turned it to for a while.
//
// A scene is what scene-NAME.js opens with open(wall), once its `sheet`, if it has one, is there:
//   element            what is shown; kept, and shown again the next time
//   head, foot         where the way to join and what is wrong with the line are put; left out,
//                      the scene stands within the stage's own frame, under its title
//   isNameless         the rally's name stands over it, and not its own
//   asks               names of the news that it draws (wall.news)
//   draw(picture, now) writes what changed
//   enter(), leave()   it comes onto the stage, and leaves it: timers and films end here
//   turn(by), isAtEnd(by), hold(held)   its pages, where it has any
//   press()            Enter; stays()   whether a round is not to take it away
import { nextEnd } from "./challenges.js";
import { StageFrame } from "./stage-frame.js";
import { still } from "./motion.js";
import { nextTurn, sameScene, standing } from "./show.js";

const AWAY_MS = 60_000; // what was turned to by hand; then the show goes on
const FADE_MS = 180; // twice: out, and in
const SOON_MS = 3_000; // after the start: then a lost network takes no scene away
const TICK_MS = 20_000; // hours to go change without anything coming in
const SCENES = {
  leaders: () => import("./scene-leaders.js"),
  challenges: () => import("./scene-challenges.js"),
  map: () => import("./scene-map.js"),
  pace: () => import("./scene-pace.js"),
  just_in: () => import("./scene-just-in.js"),
  roll: () => import("./scene-roll.js"),
  stories: () => import("./scene-stories.js"),
  message: () => import("./scene-message.js"),
  video: () => import("./scene-video.js"),
};
const ORDER = ["total", ...Object.keys(SCENES)];

export class Stage {
  /** wall: {t, options, frame, news, chrome, dress(sheet), redraw()}; sheet: what a scene is put into. */
  constructor(wall, sheet, total) {
    Object.assign(this, { wall, sheet, held: false, away: null });
    this.scenes = new Map([["total", total]]);
    this.frame = new StageFrame(wall.t);
    this.soon = setTimeout(() => this.#loadAll(), SOON_MS);
    this.#stand("total", total);
  }

  /** Draw `picture` in the scene that stands now; it stays until the next one. */
  show(picture) {
    if (!sameScene(this.picture?.show, picture.show)) this.#heed();
    this.picture = picture;
    this.draw();
  }

  /** Draw what stands now; called again when the next scene's time has come. */
  draw() {
    const { picture, wall } = this;
    if (!picture) return;
    const now = new Date();
    const name = this.#due(now);
    if (name !== this.name) this.#change(name);
    else this.coming = ""; // called back, before another scene was there
    this.#drawScene(now);
    clearTimeout(this.timer);
    const turn = Math.min(nextTurn(picture.show, now), nextEnd(picture.challenges, now),
      this.away ? this.away.until - now : Infinity);
    this.timer = setTimeout(() => wall.redraw(), Math.max(50, Math.min(turn, TICK_MS)));
  }

  /** Turn a page, or where there is no further one, to the next scene for a while. */
  turn(by) {
    if (!this.picture) return;
    if (!this.picture.show || !(this.scene.isAtEnd?.(by) ?? true)) return this.scene.turn?.(by);
    const { has } = this.picture.show;
    const shown = ORDER.filter((name) => has.includes(name));
    const next = shown[(shown.indexOf(this.name) + by + shown.length) % shown.length];
    this.away = { name: next ?? "total", until: Date.now() + AWAY_MS };
    this.draw();
  }

  /** Hold what stands, or let it go on. */
  hold(held = !this.held) {
    this.held = held;
    this.scene.hold?.(held);
    if (!held) this.draw();
  }

  press() {
    this.scene.press?.();
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.soon);
    this.scene.leave?.();
    for (const scene of this.scenes.values()) scene.close?.();
  }

  /** An organizer spoke: what somebody at the wall had turned to or held gives way. */
  #heed() {
    this.away = null;
    if (this.held) this.hold(false);
    this.heeded = true;
  }

  #due(now) {
    if (this.away && now >= this.away.until) this.away = null;
    const stays = this.held || (this.scene.stays?.() && !this.heeded);
    if (this.away) return this.away.name;
    return stays ? this.name : standing(this.picture.show, now);
  }

  /** Bring scene `name` onto the stage once its module is there; until then what stands, stands. */
  async #change(name) {
    if (this.coming === name) return;
    this.coming = name;
    const scene = await this.#scene(name).catch(() => null); // no network: the next tick tries again
    if (scene && this.coming === name) await fade(this.sheet, [1, 0]);
    if (this.coming !== name) return; // another one was called for meanwhile
    this.coming = "";
    if (!scene) return;
    this.heeded = false;
    this.#stand(name, scene);
    this.#drawScene(new Date());
    fade(this.sheet, [0, 1]);
  }

  #stand(name, scene) {
    this.scene?.leave?.();
    Object.assign(this, { name, scene });
    const { wall } = this;
    const { join, lost } = wall.chrome;
    const within = scene.head ? scene : this.frame.around(name, scene);
    within.head.append(join);
    within.foot.append(lost);
    this.sheet.replaceChildren(within.element);
    wall.frame.dataset.scene = name;
    scene.enter?.();
    scene.hold?.(this.held);
  }

  #drawScene(now) {
    const { scene, picture, wall } = this;
    for (const name of scene.asks ?? []) wall.news[name].hear(picture.seq);
    if (!scene.head) this.frame.draw(picture, now);
    scene.draw(picture, now);
  }

  async #scene(name) {
    if (!this.scenes.has(name)) {
      const { open, sheet } = await SCENES[name]();
      if (sheet) await this.wall.dress(sheet); // nothing is shown half dressed
      if (!this.scenes.has(name)) this.scenes.set(name, open(this.wall)); // or two came at once
    }
    return this.scenes.get(name);
  }

  /** Load every scene, and what those of a show ask for. */
  async #loadAll() {
    for (const name of Object.keys(SCENES)) {
      const scene = await this.#scene(name).catch(() => null);
      const { show, seq } = this.picture ?? {};
      if (show?.has.includes(name)) for (const of of scene?.asks ?? []) this.wall.news[of].hear(seq);
    }
  }
}

async function fade(element, [from, to]) {
  if (still() || document.hidden) return;
  const fading = element.animate([{ opacity: from }, { opacity: to }], { duration: FADE_MS });
  await fading.finished.catch(() => {});
}
