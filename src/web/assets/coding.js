// Keys for who codes much: in a form 1, 2 and 3 choose the tone, letters the themes, Enter saves, and
// j and k lead to the next and the former statement. They work while the form has the focus, and
// everything can be done without them.
"use strict";
(() => {
  const forms = [...document.querySelectorAll("form.code")];
  if (!forms.length) return;

  const enter = (form) => {
    const field = form && (form.querySelector("input[name=tone]:checked") || form.querySelector("input[name=tone]"));
    if (!field) return;
    field.focus();
    form.closest("li").scrollIntoView({ block: "nearest" });
  };

  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("textarea, input[type=search], summary, button")) return;
    const form = event.currentTarget;
    const at = forms.indexOf(form);
    if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      enter(forms[event.key === "j" ? at + 1 : at - 1]);
    } else if (/^[1-9a-z]$/.test(event.key)) {
      const field = form.querySelector(`input[data-key="${event.key}"]`);
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.click();
    }
  };

  forms.forEach((form) => form.addEventListener("keydown", press));
  document.documentElement.classList.add("scripted");
})();
