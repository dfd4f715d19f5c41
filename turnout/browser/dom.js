// Elements without innerHTML: whatever a name contains, it is text.

/** Return a new element; `given` holds its class, text, and attributes. */
export function el(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  const { text, ...attributes } = given;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "style") element.style.cssText = value; // as an attribute, our own policy forbids it
    else element.setAttribute(name, value);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

/** Set the text of `element` only when it changed: a reader's selection survives. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}

/** Write a sentence whose *stars* mark what is stressed. */
export function setStressed(element, sentence) {
  if (element.dataset.said === sentence) return;
  element.dataset.said = sentence;
  element.replaceChildren(...sentence.split("*").map((piece, place) =>
    place % 2 ? el("strong", { text: piece }) : piece));
}

/** Set a text that is cut with an ellipsis when too long; the whole is in its title. */
export function setClamped(element, text) {
  setText(element, text);
  element.title = text;
  element.dataset.clamp = "";
}
