// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";

  const focusErrors = () => document.querySelector("[data-error-summary]")?.focus();

  // A link of the error summary goes to its field and puts the cursor there.
  const followErrorLink = (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  };

  // A second press within the first answer's time is the same press.
  const sendOnce = (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  };

  // What is wrong with the files chosen: one over its limit, or all of the form together more than one request may carry.
  const tooLarge = (input, limit) => {
    const large = [...input.files].find((file) => file.size > limit);
    if (large) return `“${large.name}”超过 ${Math.round(limit / 1048576)} MB，请压缩或重新拍摄后再选。`;
    const chosen = [...(input.form ?? document).querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
    const together = Number(input.dataset.together);
    if (chosen.reduce((sum, file) => sum + file.size, 0) <= together) return "";
    return `选的文件合起来超过 ${Math.round(together / 1048576)} MB，请分几次上传。`;
  };

  // Files over the limit are named before anything is sent; the server checks again.
  const checkSize = (event) => {
    const input = event.target;
    const limit = Number(input.dataset?.maxBytes);
    if (!limit) return;
    const fault = tooLarge(input, limit);
    const old = document.getElementById(`${input.id}-size`);
    old?.remove();
    input.setAttribute("aria-describedby", input.getAttribute("aria-describedby").replace(` ${input.id}-size`, ""));
    if (!fault) return;
    const note = document.createElement("p");
    note.className = "error-text";
    note.id = `${input.id}-size`;
    note.setAttribute("role", "alert");
    note.textContent = fault;
    input.before(note);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby")} ${note.id}`);
    input.value = "";
  };

  // data-key="Control+Enter": the key presses the button that shows it. Never while an input method is composing.
  const pressKey = (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const held = [event.ctrlKey && "Control", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
    const name = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (!held.length && !/^F\d+$/.test(name)) return;
    const target = document.querySelector(`[data-key="${CSS.escape([...held, name].join("+"))}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  };

  // data-opens="id": the button opens that dialog; the dialog's own form closes it.
  const openDialog = (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && !dialog.open) dialog.showModal();
  };

  // details[data-closes]: a menu; it closes by Esc, which goes back to its button, and by a click anywhere else.
  const closeMenu = (event) => {
    const menu = document.querySelector("details[data-closes][open]");
    if (!menu || (event.type === "click" ? menu.querySelector("summary").contains(event.target) : event.key !== "Escape")) return;
    menu.open = false;
    if (event.type === "keydown") menu.querySelector("summary").focus();
  };

  // form[data-enter-next]: Enter goes to the next control, as typists expect; only a button submits.
  const goToNext = (event) => {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return;
    const form = event.target.closest("form[data-enter-next]");
    if (!form || !event.target.matches("input:not([type=file]):not([type=submit]), select")) return;
    event.preventDefault();
    const reachable = [...form.elements].filter(
      (each) => each.matches("input:not([type=hidden]), select, textarea, button") && each.getClientRects().length,
    );
    reachable[reachable.indexOf(event.target) + 1]?.focus();
  };

  const showConnection = () => {
    for (const note of document.querySelectorAll("[data-offline]")) note.hidden = navigator.onLine;
  };

  const offerKeys = () => {
    for (const button of document.querySelectorAll("[data-opens]")) button.hidden = false;
  };

  const offerPrint = () => {
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  document.addEventListener("click", followErrorLink);
  document.addEventListener("click", openDialog);
  document.addEventListener("click", closeMenu);
  document.addEventListener("keydown", closeMenu);
  document.addEventListener("submit", sendOnce);
  document.addEventListener("change", checkSize);
  document.addEventListener("keydown", pressKey);
  document.addEventListener("keydown", goToNext);
  window.addEventListener("online", showConnection);
  window.addEventListener("offline", showConnection);
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
  focusErrors();
  showConnection();
  offerPrint();
  offerKeys();
})();
