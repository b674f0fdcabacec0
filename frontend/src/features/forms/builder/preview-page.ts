/**
 * A page for the preview's frame, light or dark whatever the computer's own choice is. The page
 * brings its look along; a frame can't be told which of the two it shows.
 */
export function previewPage(html: string, dark: boolean): string {
  const scheme = dark ? 'dark' : 'light'
  return html
    .replace(/@media\s*\(prefers-color-scheme:\s*dark\)/g, `@media ${dark ? 'all' : 'not all'}`)
    .replace(/@media\s*\(prefers-color-scheme:\s*light\)/g, `@media ${dark ? 'not all' : 'all'}`)
    .replace(/color-scheme:\s*light dark/g, `color-scheme: ${scheme}`)
    .replace('content="light dark"', `content="${scheme}"`)
}
