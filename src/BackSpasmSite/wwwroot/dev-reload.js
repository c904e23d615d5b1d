// Development only: reloads the page after a change. The page says which edition it was rendered from,
// so that a change before the connection is not missed.
const { edition } = document.querySelector('script[data-edition]').dataset;
new EventSource(`/dev/changes?edition=${encodeURIComponent(edition)}`).onmessage = () => location.reload();
