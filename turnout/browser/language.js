// Tells a Streamlit page which language it is in: screen readers choose their voice by it, and
// calendars the names of their months, which else follow the browser's.
export default async function ({ data }) {
  document.documentElement.lang = data.lang;
  if (!navigator.language.startsWith(data.lang)) {
    Object.defineProperty(navigator, "language", { get: () => data.locale, configurable: true });
    dispatchEvent(new Event("languagechange"));
  }
  const { mount } = await import(new URL(data.module, document.baseURI).href);
  mount({ data });
}
