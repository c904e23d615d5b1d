// Adds a button that copies the text after each element with data-copy, which gives the button's label.
import { say } from './say.js';

export function offerCopies() {
  for (const text of document.querySelectorAll('[data-copy]')) {
    if (text.parentElement.querySelector('button')) continue;
    const words = text.dataset.copy;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = 'Copied';
      } catch {
        // Not available over plain HTTP, or the reader refused.
        getSelection().selectAllChildren(text);
        button.textContent = 'Selected, ready to copy';
      }
      say(button.textContent);
      setTimeout(() => { button.textContent = words; }, 4000);
    });
    text.after(button);
  }
}

offerCopies();
