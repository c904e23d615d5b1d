// The browser asks before an editor leaves a page with unsaved words: by a link, a shortcut key, another form of the page, or closing it. Without
// scripts, such words are lost. The text of an article is also kept as a draft (draft.js).
const words = ':is(textarea, input:not([type]), input[type=file]):not([readonly], [inputmode=numeric], [autocomplete=one-time-code])';

// A save that was refused shows what was typed as if it had always been there.
const isRefused = performance.getEntriesByType('navigation')[0]?.responseStatus >= 400;
let sending = null;

const isUnsaved = (form) => [...form.querySelectorAll(words)].some(({ value, defaultValue }) => value !== (isRefused ? '' : defaultValue));

addEventListener('submit', ({ target }) => {
  sending = target;
  // A page that could not be reached leaves this one where it is.
  setTimeout(() => { sending = null; }, 3000);
});
addEventListener('beforeunload', (event) => {
  const forms = [...document.querySelectorAll('main form[method=post]:not(#editor, dialog form)')];
  if (forms.some((form) => form !== sending && isUnsaved(form))) event.preventDefault();
});
