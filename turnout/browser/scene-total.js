// The poster: how many are coming, of how many we promised, and who brings them.
import { Pager } from "./pager.js";
import { buildPoster, drawPoster } from "./poster.js";

export class TotalScene {
  constructor(wall) {
    this.wall = wall;
    this.parts = buildPoster(wall.t);
    const { poster, head, foot } = this.parts;
    Object.assign(this, { element: poster, head, foot, asks: ["pace"] });
    this.pager = new Pager(this.parts, wall.t);
  }

  draw(picture, now) {
    drawPoster(this.parts, this.wall.t, picture, now);
    this.pager.soFar = this.wall.news.pace.told?.so_far;
    this.pager.show(picture);
  }

  enter() {
    this.pager.resting = false;
  }

  leave() {
    this.pager.resting = true;
  }

  hold(held) {
    this.pager.hold(held);
  }

  turn(by) {
    this.pager.turn(by);
  }

  isAtEnd(by) {
    return this.pager.isAtEnd(by);
  }

  close() {
    this.pager.stop();
  }
}
