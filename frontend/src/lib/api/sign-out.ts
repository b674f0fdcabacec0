/** Ends the session of this browser; the way in is shown again. */
export async function signOut(): Promise<void> {
  await fetch('/logout', { method: 'POST', redirect: 'manual' })
  window.location.assign('/')
}
