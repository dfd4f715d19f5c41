// The wall as a Streamlit component. Streamlit loads this text as a blob, where relative imports
// do not resolve, and calls it anew for each change of `data`, on the same parentElement.
// data: what mountBoard takes, and `assets`, the address of this folder.
const mounted = new WeakMap();

export default async function mount({ data, parentElement }) {
  const folder = data.assets ? new URL(`${data.assets}/`, document.baseURI) : import.meta.url;
  const { mountBoard } = await import(new URL("board.js", folder).href);
  const wall = mounted.get(parentElement) ?? { runs: 0 };
  mounted.set(parentElement, wall);
  const run = ++wall.runs;
  if (wall.board && wall.lang === data.lang && wall.liveUrl === data.liveUrl) {
    wall.board.show(data.picture);
  } else {
    wall.board?.close();
    Object.assign(wall, { lang: data.lang, liveUrl: data.liveUrl });
    wall.board = mountBoard(parentElement, data);
  }
  // A run that was overtaken is cleaned up at once: only the newest one's leaving closes.
  return () => {
    if (run !== wall.runs) return;
    wall.board.close();
    mounted.delete(parentElement);
  };
}

export { mount };
