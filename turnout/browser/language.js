// Tells a Streamlit page which language it is in: screen readers choose their voice by it.
export default function ({ data }) {
  document.documentElement.lang = data.lang;
}
