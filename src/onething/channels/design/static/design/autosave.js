// form[data-autosave]: what was typed is sent to the page's own address a few seconds later, and when the page is left.
// [data-autosaved] tells it. Without this file the buttons save, as ever.
(() => {
  "use strict";

  const form = document.querySelector("form[data-autosave]");
  const note = document.querySelector("[data-autosaved]");
  if (!form || !note) return;
  let timer;
  let typed = false;
  let sending = Promise.resolve();

  const send = async () => {
    if (!typed) return;
    typed = false;
    const words = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: new URLSearchParams(words),
        headers: { "X-Autosave": "1" },
        redirect: "error",
        keepalive: true,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      const { told, kept } = await answer.json();
      for (const [key, value] of Object.entries(kept)) form.elements.namedItem(`was:${key}`).value = value;
      note.textContent = told;
    } catch {
      note.textContent = "没能自动保存，请按“保存”。";
    }
  };

  const save = () => {
    clearTimeout(timer);
    sending = sending.then(send);
  };

  form.addEventListener("input", () => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(save, 4000);
  });
  form.addEventListener("submit", () => {
    typed = false;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
})();
