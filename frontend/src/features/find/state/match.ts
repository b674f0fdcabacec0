/** Lower case without marks: "Ștefan" is "stefan". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Whether each word that was typed begins a word of the text. */
export function matches(text: string, typed: string): boolean {
  const words = wordsOf(text)
  return wordsOf(typed).every((part) => words.some((w) => w.startsWith(part)))
}

/** A part of a text, marked where it was looked for. */
export interface Part {
  text: string
  marked: boolean
}

/** The text in parts: those that a typed word finds are marked, whatever their marks and case. */
export function marked(text: string, typed: string): Part[] {
  const chars = [...text]
  const folded = chars.map(fold)
  const hit = chars.map(() => false)
  for (const part of wordsOf(typed)) {
    for (let from = 0; from < chars.length; from++) {
      const before = from > 0 ? (folded[from - 1] ?? '') : ''
      if (/[\p{L}\p{N}]$/u.test(before)) continue
      const end = endOf(folded, from, part)
      if (end > from) hit.fill(true, from, end)
    }
  }
  const parts: Part[] = []
  chars.forEach((char, i) => {
    const last = parts.at(-1)
    if (last && last.marked === hit[i]) last.text += char
    else parts.push({ text: char, marked: Boolean(hit[i]) })
  })
  return parts
}

/** Where a word that begins at a character ends; there where it does not begin there. */
function endOf(folded: string[], from: number, word: string): number {
  let said = ''
  for (let i = from; i < folded.length; i++) {
    said += folded[i]
    if (said.length >= word.length) return said.startsWith(word) ? i + 1 : from
    if (!word.startsWith(said)) return from
  }
  return from
}
