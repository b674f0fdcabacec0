/** Plain text as HTML: blank lines part paragraphs. */
export function htmlOfText(text: string): string {
  const p = document.createElement('p')
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\ufeff]/g, '')
    .split(/\n[\t ]*(?:\n[\t ]*)+/)
    .filter((block) => block.trim() !== '')
  return blocks
    .map((block) => {
      p.textContent = block.replace(/^\n|\n$/g, '')
      return `<p>${p.innerHTML.replaceAll('\n', '<br>')}</p>`
    })
    .join('')
}
