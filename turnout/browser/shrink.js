// Photos on their way out of a phone: made smaller, upright, and without what the camera wrote
// into them. The server does all of that again, and believes nothing; this saves the signal.

const LONGEST = 2048; // pixels; more is never shown
const QUALITY = 0.85;

/** Return `file` as a smaller JPEG; as it is where this browser cannot draw it. */
export async function shrink(file) {
  try {
    const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * scale);
    canvas.height = Math.round(drawn.height * scale);
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    drawn.close();
    const smaller = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
    return smaller ?? file;
  } catch {
    return file; // HEIC in a browser that has no decoder: the server says what it thinks of it
  }
}
