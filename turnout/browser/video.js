// Live video: a button and a link; the frame is made when somebody asks for it, and gone when they
// close it. Nothing is asked of another host before. Sentences: for_browser(lang, "video").
//
//   const draw = mountVideo(root, { t, shows });  draw(picture, past)
//     root     an element; what is in it is replaced
//     shows    the origin that the page's policy lets in; "" for none, left out where it has no policy
//     onOpen, onClose  told when the frame was made, and when it is gone
//   player(stream, t, title) makes the frame itself, for a screen that has a button of its own.
import { el } from "./dom.js";

// What a frame may do: play. Not lead this page elsewhere, nor ask for camera and microphone.
const MAY = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";
const ALLOWED = "autoplay; encrypted-media; fullscreen; picture-in-picture";

/** Return what plays `stream`: from now on its host is asked. onFail: told where it does not play. */
export function player(stream, t, title, onFail = () => {}) {
  const label = t("video.frame", { title });
  if (stream.kind === "file") {
    const video = el("video", { class: "video", src: stream.embed, controls: "", autoplay: "",
      playsinline: "", preload: "metadata", "aria-label": label });
    video.addEventListener("error", onFail);
    return video;
  }
  // YouTube plays nothing for who does not say from which site they come; the path stays with us.
  return el("iframe", { class: "video", src: framed(stream.embed), title: label, allow: ALLOWED,
    sandbox: MAY, allowfullscreen: "", referrerpolicy: "strict-origin" });
}

/** Return whether a page that lets in `shows` can play `stream`. */
export const plays = (stream, shows) =>
  Boolean(stream?.embed) && (shows === undefined || new URL(stream.embed).origin === shows);

export function mountVideo(root, { t, shows, onOpen = () => {}, onClose = () => {} }) {
  const view = { t, shows, onOpen, onClose, stage: el("div", { class: "video-stage" }) };
  view.button = el("button", { type: "button", class: "button-quiet", "aria-expanded": "false" });
  view.link = el("a", { target: "_blank", rel: "noopener" });
  view.said = el("span", { role: "status" });
  root.classList.add("watch");
  root.replaceChildren(view.button, view.stage, el("p", { class: "aside" }, view.said, " ", view.link));
  view.button.onclick = () => (view.playing ? close(view) : open(view));
  return (picture, past = false) => draw(root, view, picture, past);
}

function draw(root, view, { stream, title }, past) {
  root.hidden = !stream;
  const same = stream?.url === view.stream?.url && stream?.embed === view.stream?.embed;
  Object.assign(view, { title, past });
  if (same) return name(view);
  if (view.playing) stop(view); // another link, or none any more
  view.stream = stream;
  if (!stream) return;
  view.link.href = stream.url;
  view.button.hidden = !plays(stream, view.shows);
  name(view);
}

/** Say what the button does now, and what the link does. */
function name({ t, button, link, said, stream, playing, past }) {
  if (!stream) return;
  const watch = t(past ? "video.watch_past" : "video.watch");
  button.textContent = playing ? t("video.close") : watch;
  button.setAttribute("aria-expanded", String(Boolean(playing)));
  link.textContent = button.hidden ? `${watch}: ${stream.name}` : t("video.at", { name: stream.name });
  said.textContent = button.hidden ? "" : t("video.told", { name: stream.name });
}

function open(view) {
  const { t, stream, stage, said, title } = view;
  const failed = () => {
    said.textContent = t("video.cannot", { name: stream.name });
  };
  view.playing = player(stream, t, title, failed);
  stage.replaceChildren(view.playing);
  name(view);
  view.playing.focus(); // it stands where the eye is; Escape's place is the button, right before it
  view.onOpen();
}

function close(view) {
  stop(view);
  name(view);
  view.button.focus();
}

function stop(view) {
  view.stage.replaceChildren();
  view.playing = null;
  view.onClose();
}

/** Twitch plays only where it is told the host of the page around it. */
function framed(embed) {
  const at = new URL(embed);
  if (at.host === "player.twitch.tv") at.searchParams.set("parent", location.hostname);
  return at.href;
}
