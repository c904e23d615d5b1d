// A button after each text that is there to be taken along; its attribute data-copy says what the button is called.
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
        // Not over plain HTTP, nor where the reader said no.
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
