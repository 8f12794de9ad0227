// Checks a questionnaire while it is written, shows the page that is being written, and completes
// codes. Everything here can also be done with the buttons of the form.
"use strict";
(() => {
  const form = document.querySelector("form[data-check]");
  if (!form) return;
  const text = form.elements.namedItem("text");
  const page = form.elements.namedItem("page");
  const findings = document.getElementById("findings");
  const codes = document.getElementById("codes");
  const frame = document.querySelector("iframe[name=preview]");
  const PAUSE = 500;
  let waiting = 0;
  let turn = 0;

  const before = () => text.value.slice(0, text.selectionStart);

  const post = async (address) => {
    const answer = await fetch(address, { method: "POST", body: new FormData(form) }).catch(() => null);
    return answer && answer.ok ? answer.text() : null;
  };

  const show = async (mine) => {
    const html = await post(form.dataset.rendering);
    if (html !== null && mine === turn) frame.srcdoc = html;
  };

  const check = async () => {
    const mine = ++turn;
    const html = await post(`${form.dataset.check}?part=findings`);
    if (html === null || mine !== turn) return;
    findings.innerHTML = html;
    if (findings.querySelector("[data-sound]")) await show(mine);
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  };

  // The page at the caret is the one that is shown.
  const follow = () => {
    const now = String((before().match(/^\s*\[\[page\]\]/gm) || []).length);
    if (now !== page.value && document.activeElement === text) {
      page.value = now;
      later();
    }
  };

  const started = () => (before().match(/[A-Za-z][A-Za-z0-9_]*$/) || [""])[0];

  const known = () => {
    const found = text.value.matchAll(/\bcode\s*=\s*"([A-Za-z0-9_-]+)"/g);
    return [...new Set([...found].map((match) => match[1]))];
  };

  const complete = (code) => {
    const at = text.selectionStart;
    text.setRangeText(code, at - started().length, at, "end");
    text.focus();
    offer();
    later();
  };

  const offered = () => {
    const word = started();
    return word.length < 1 ? [] : known().filter((code) => code.startsWith(word) && code !== word).slice(0, 8);
  };

  const offer = () => {
    codes.replaceChildren(
      ...offered().map((code) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "code";
        button.textContent = code;
        button.addEventListener("click", () => complete(code));
        return button;
      }),
    );
  };

  text.addEventListener("input", () => {
    offer();
    later();
  });
  text.addEventListener("keyup", follow);
  text.addEventListener("click", follow);
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      const [first] = offered();
      if (first) complete(first);
    }
  });

  // From a finding to its line.
  findings.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const line = Number(link.dataset.line);
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    const height = text.scrollHeight / Math.max(lines.length, 1);
    text.scrollTop = Math.max(0, (line - 5) * height);
  });

  document.documentElement.classList.add("scripted");
})();
