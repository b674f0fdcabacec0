import type { api } from '@wails/go/models'

/** The ways to take the chosen cards along as a file. */
export function ExportItems(_: { pick: api.CardPick }) {
  return null
}
