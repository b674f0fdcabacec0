// Nothing is fetched, nothing runs: what stands in a template or in a card's
// values can only be looked at.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'"

/** An email's HTML for a sandboxed frame: with a policy that lets nothing in or out. */
export function emailPage(html: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`
  const base = '<base target="_blank">'
  return /<head>/i.test(html)
    ? html.replace(/<head>/i, (head) => `${head}${meta}${base}`)
    : `<!DOCTYPE html><html><head>${meta}${base}</head><body>${html}</body></html>`
}
