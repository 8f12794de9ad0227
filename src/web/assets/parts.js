// Checks an entry of the protocol while it is written. The button of the form does the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-check]");
  if (!form) return;
  const PAUSE = 600;
  // What nobody has been at yet is not wrong yet.
  const left = new Set();
  let waiting = 0;
  let turn = 0;

  const show = (judged) => {
    for (const name of left) {
      const [control, other] = [document.getElementById(name), judged.getElementById(name)];
      const field = control?.closest(".field");
      if (!field || !other) continue;
      const error = other.closest(".field")?.querySelector(".error") ?? null;
      field.querySelector(".error")?.remove();
      field.classList.toggle("wrong", error !== null);
      if (error) control.before(error);
      for (const attribute of ["aria-invalid", "aria-describedby"]) {
        const value = other.getAttribute(attribute);
        if (value === null) control.removeAttribute(attribute);
        else control.setAttribute(attribute, value);
      }
    }
    const said = judged.getElementById("findings")?.textContent.trim() ?? "";
    document.getElementById("findings").textContent = said;
  };

  const check = async () => {
    const mine = ++turn;
    const body = new URLSearchParams(new FormData(form));
    body.set("go", "check");
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    const html = answer && answer.status < 500 ? await answer.text() : "";
    if (html && mine === turn) show(new DOMParser().parseFromString(html, "text/html"));
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  };
  form.addEventListener("focusout", (event) => {
    if (!event.target.id) return;
    left.add(event.target.id);
    soon();
  });
  form.addEventListener("input", (event) => {
    if (left.has(event.target.id)) soon();
  });
})();
