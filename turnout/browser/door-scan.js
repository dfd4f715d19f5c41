// The camera, to read a supporter's code: by the browser's own reader where it has one, else by
// ours (qr/), which is asked for only then.
import { button } from "./door-list.js";
import { readCode } from "./door-find.js";
import { el, setText } from "./dom.js";

const APART_MS = 180; // five looks a second find a code held still, and leave a phone cool
const WIDEST = 720; // pixels that are looked at

/** Return a function(look) that makes the button; look(code) is called with what was read. */
export function scanning(t, reader) {
  return (look) => {
    if (!navigator.mediaDevices?.getUserMedia) return null; // plain http: the code is typed
    return button(t("door.scan"), () => open(t, reader, look), "small scan");
  };
}

async function open(t, reader, look) {
  const video = el("video", { playsinline: "", muted: "" });
  const told = el("p", { role: "status", text: t("door.scan_hint") });
  const shown = el("dialog", { class: "camera", "aria-label": t("door.scan") }, video, told);
  const close = () => shown.close();
  shown.append(button(t("door.scan_stop"), close, "tap"));
  document.body.append(shown);
  shown.showModal();
  let stream;
  shown.onclose = () => {
    stream?.getTracks().forEach((track) => track.stop());
    shown.remove();
  };
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (!shown.open) return shown.onclose();
    video.srcObject = stream;
    await video.play();
    const code = await found(await readerOf(reader), video, () => shown.open);
    if (!code) return;
    navigator.vibrate?.(60);
    close();
    look(code);
  } catch {
    setText(told, t("door.scan_not"));
  }
}

/** Look until a code of ours is seen. */
async function found(read, video, goOn) {
  while (goOn()) {
    const code = readCode((await read(video)) ?? "");
    if (code) return code;
    await new Promise((done) => { setTimeout(done, APART_MS); });
  }
  return "";
}

async function readerOf(address) {
  const formats = await window.BarcodeDetector?.getSupportedFormats?.().catch(() => []);
  if (formats?.includes("qr_code")) {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const { decodeQR } = await import(address);
  const canvas = el("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    Object.assign(canvas, { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ""; // no code in this picture
    }
  };
}
