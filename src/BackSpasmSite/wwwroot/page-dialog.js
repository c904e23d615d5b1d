// A page of the desk in a dialog, so that an editor need not leave the text: its form is sent as it is, and each answer is shown in its place.
const open = new Map();

// fill gets the form when the page is shown; done gets each answer, and returns what to do next if the dialog may close. While it is open, nothing
// behind it can be changed.
export async function openPage(address, { fill, done, back }) {
  const dialog = open.get(address) ?? make(address);
  dialog.handlers = { done, back };
  if (!dialog.isConnected) document.querySelector('main').append(dialog);
  // What was typed before is still there.
  if (!dialog.querySelector('form.page')) await fetchPage(dialog, address);
  const form = dialog.querySelector('form.page');
  if (form) fill?.(form);
  dialog.showModal();
  form?.querySelector(':is(textarea, input):not([type=hidden])')?.focus();
}

function make(address) {
  const dialog = document.createElement('dialog');
  dialog.className = 'page-dialog';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  dialog.addEventListener('close', () => { dialog.handlers.back?.(); });
  open.set(address, dialog);
  return dialog;
}

async function fetchPage(dialog, address) {
  try {
    // A redirect leads to the sign-in, whose cookie must not replace that of a sign-in page the editor has open.
    const response = await fetch(address, { redirect: 'manual' });
    if (response.type === 'opaqueredirect') showInstead(dialog, 'You are signed out', 'Your text is safe: close this and save it, and you can sign in again.');
    else await load(dialog, response, address);
  } catch {
    showInstead(dialog, 'The site does not answer', 'Nothing is lost: close this, and try again in a moment.');
  }
}

async function load(dialog, response, address) {
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = dialog.handlers.done(answer, response);
  if (next) {
    dialog.replaceChildren();
    dialog.close();
    next();
    return;
  }
  // An error page says why not, and has no place for a file that was chosen.
  if (dialog.querySelector('form.page') && !answer.querySelector(`main form[action="${address}"]`)) {
    alertIn(dialog, `${answer.querySelector('h1')?.textContent ?? 'The site can’t do that'}. Nothing is lost: try again in a moment.`);
    return;
  }

  const page = answer.querySelector('main');
  const title = page.querySelector('h1');
  // Each id is once in the document.
  for (const element of page.querySelectorAll('[id]')) element.id = `dialog-${element.id}`;
  for (const name of ['for', 'aria-describedby', 'aria-labelledby', 'form', 'list']) {
    for (const element of page.querySelectorAll(`[${name}]`)) element.setAttribute(name, element.getAttribute(name).split(' ').map((id) => `dialog-${id}`).join(' '));
  }
  for (const link of page.querySelectorAll('a')) {
    if (link.getAttribute('href').startsWith('#')) link.setAttribute('href', `#dialog-${link.getAttribute('href').slice(1)}`);
    else link.target = '_blank';
  }
  title.id = 'dialog-title';
  dialog.replaceChildren(title, ...[...page.children].filter((part) => part !== title), closeButton(dialog));
  const form = dialog.querySelector('form');
  form?.classList.add('page');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    try {
      if (form.dataset.away) await renewToken(form, address);
      const answer = await fetch(form.getAttribute('action') ?? address, { method: 'POST', body: new FormData(form, event.submitter) });
      if (answer.redirected && new URL(answer.url).pathname.startsWith('/editor/sign-in')) {
        // The form stays as it is, with a file that was chosen: no page could hand that back.
        form.dataset.away = 'yes';
        alertIn(dialog, 'You are signed out. Nothing is lost: sign in in another window, then press the button again.', '/editor/sign-in');
      } else {
        await load(dialog, answer, address);
        dialog.querySelector('[autofocus]')?.focus();
      }
    } catch {
      alertIn(dialog, 'The site does not answer. Nothing is lost: try again.');
    }
    form.ariaBusy = 'false';
  });
}

// That of the session that has ended may not be good for the new one.
async function renewToken(form, address) {
  const response = await fetch(address, { redirect: 'manual' });
  if (response.type === 'opaqueredirect') return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const [mine, now] = [form, page].map((where) => where.querySelector('[name=__RequestVerificationToken]'));
  if (mine && now) mine.value = now.value;
}

function closeButton(dialog) {
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => dialog.close());
  return close;
}

function showInstead(dialog, heading, words) {
  const title = document.createElement('h1');
  const text = document.createElement('p');
  title.id = 'dialog-title';
  title.textContent = heading;
  text.textContent = words;
  dialog.replaceChildren(title, text, closeButton(dialog));
}

function alertIn(dialog, words, address) {
  dialog.querySelector('.summary.away')?.remove();
  const summary = document.createElement('p');
  summary.className = 'summary away';
  summary.setAttribute('role', 'alert');
  summary.textContent = words;
  if (address) {
    const link = document.createElement('a');
    link.href = address;
    link.target = '_blank';
    link.textContent = 'Sign in';
    summary.append(' ', link);
  }
  dialog.querySelector('h1').after(summary);
}
