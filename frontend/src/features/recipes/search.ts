import type { api } from '@wails/go/models'

/** Without case and marks: "oferta" finds "Ofertă". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The recipes whose name, sentence or fields have all the words. */
export function found(recipes: api.RecipeCard[], search: string): api.RecipeCard[] {
  const words = folded(search).split(/\s+/).filter(Boolean)
  return recipes.filter((r) => {
    const said = folded([r.name, r.summary, ...r.fields].join(' '))
    return words.every((word) => said.includes(word))
  })
}
