// Where somebody wanted to go stands behind "#", which no server sees: it goes
// along with the form.
for (const form of document.querySelectorAll('form')) {
  if (location.hash) form.action += location.hash
}
for (const button of document.querySelectorAll('[data-show]')) {
  const field = document.getElementById(button.dataset.show)
  button.hidden = false
  button.addEventListener('click', () => {
    const shown = field.type === 'text'
    field.type = shown ? 'password' : 'text'
    button.setAttribute('aria-pressed', String(!shown))
    field.focus()
  })
}
