// The way into a Streamlit component: the module that draws comes from our own routes, so that
// what it imports comes from there too (Streamlit itself loads this text from a blob).
export default async function (component) {
  const { mount } = await import(new URL(component.data.module, document.baseURI).href);
  return mount(component);
}
