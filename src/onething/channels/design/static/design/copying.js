// The copy panel: a button copies one value and ticks its point; without this file the values can be selected by hand.
(() => {
  "use strict";

  const count = document.querySelector("[data-copied-count]");
  const next = document.querySelector("[data-copy-next]");
  const buttons = [...document.querySelectorAll("[data-copy]")];
  const tickOf = (button) => document.getElementById(button.dataset.ticks);
  const open = () => buttons.filter((button) => !tickOf(button).disabled && !tickOf(button).checked);

  const recount = (words = "") => {
    const ticked = document.querySelectorAll("input[name=points]:checked").length;
    count.textContent = `${words}已勾选 ${ticked} / ${count.dataset.total} 处`;
    if (next) next.disabled = open().length === 0;
  };

  // Outside https there is no clipboard to ask: then the selection itself is copied.
  const put = async (element) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(element.textContent);
    getSelection().selectAllChildren(element);
    if (!document.execCommand("copy")) throw new Error("not copied");
  };

  const copy = async (button) => {
    const value = document.getElementById(button.dataset.copy);
    const tick = tickOf(button);
    const label = document.querySelector(`label[for="${CSS.escape(tick.id)}"]`).textContent;
    try {
      await put(value);
    } catch {
      getSelection().selectAllChildren(value);
      recount(`“${label}”没有复制成，已选中，请按 Ctrl+C。`);
      return;
    }
    if (!tick.disabled) tick.checked = true;
    for (const other of buttons) other.classList.toggle("copying__copy--last", other === button);
    button.scrollIntoView({ block: "nearest" });
    recount(`已复制“${label}”。`);
  };

  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  if (next) {
    next.hidden = false;
    next.addEventListener("click", () => open().length && copy(open()[0]));
  }
  document.addEventListener("change", (event) => event.target.name === "points" && recount());
  recount();
})();
