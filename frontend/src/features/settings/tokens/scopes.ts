import type { api } from '@wails/go/models'

/** Those that come with a chosen, stronger one: they are ticked by themselves. */
export function implied(chosen: string[], all: api.TokenCapable[]): string[] {
  return all.filter((s) => s.with !== '' && chosen.includes(s.scope)).map((s) => s.with)
}

/** What a token says that it may: without what a stronger one says already. */
export function said(scopes: string[], all: api.TokenCapable[]): api.TokenCapable[] {
  const weaker = implied(scopes, all)
  return all.filter((s) => scopes.includes(s.scope) && !weaker.includes(s.scope))
}
