import { initAll } from './govuk-frontend.min.js'
import { followTallies } from './live.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

for (const place of document.querySelectorAll('[data-stream]')) {
  followTallies(place)
}

// a pledger's link ends in a secret, which browsers do not send
if (/^#[\w-]{16,}$/.test(location.hash)) {
  for (const field of document.querySelectorAll('[data-from-fragment]')) {
    field.value = location.hash.slice(1)
  }
}

for (const button of document.querySelectorAll('[data-copy]')) {
  const said = document.querySelector('[data-copied]')
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value)
    said.textContent = 'Copied'
  })
}
