/** A field of text on the page. */
export type TextElement = HTMLInputElement | HTMLTextAreaElement

/**
 * Puts text where the caret is, instead of what is selected, as if it were
 * typed: the browser's own undo takes it back.
 */
export function insertText(element: TextElement, text: string): void {
  element.focus()
  // Deprecated, and the only way that keeps the undo of the field.
  const typed = document.execCommand?.('insertText', false, text)
  if (typed) return
  const start = element.selectionStart ?? element.value.length
  const end = element.selectionEnd ?? start
  element.setRangeText(text, start, end, 'end')
  element.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Whether pasted text may hold variables that another program wrote. */
export function mayHoldForeign(text: string): boolean {
  return text.includes('{%') || text.includes('{{')
}
