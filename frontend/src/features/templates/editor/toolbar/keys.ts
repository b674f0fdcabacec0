const apple = /Mac|iP(hone|ad|od)/.test(navigator.platform)

/** A key together with Ctrl, or ⌘ where that is used; "⇧" and "⌥" stand for Shift and Alt. */
export function keyOf(key: string): string {
  return apple ? `⌘${key}` : `Ctrl+${words(key)}`
}

/** A key together with Alt. */
export function altKey(key: string): string {
  return apple ? `⌥${key}` : `Alt+${key}`
}

function words(key: string): string {
  return key.replace('⇧', 'Shift+').replace('⌥', 'Alt+')
}
