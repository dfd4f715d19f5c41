// Hands a sign-in on the workbench over to the light pages: the token is posted to /enter, which
// answers with a cookie that no script can read. Mounted by component.js; data: {token}.
const used = new Set(); // a rerun mounts this again, and a token is good once

export async function mount({ data: { token } }) {
  if (used.has(token)) return;
  used.add(token);
  await fetch("/enter", {
    method: "POST",
    body: new URLSearchParams({ token }),
    redirect: "manual", // the cookie is what is wanted, not the page
    credentials: "same-origin",
  }).catch(() => used.delete(token));
}
