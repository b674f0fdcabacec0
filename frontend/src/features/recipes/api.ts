import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** A language in which there are recipes; "" is the reader's. */
export type RecipeLanguage = api.RecipesIn['language']

const nouns = ['sequence', 'field', 'product', 'workspace']

/** The gallery of a product. */
export function useRecipes(product: string, language: RecipeLanguage) {
  return useQuery({
    queryKey: ['recipe', 'list', product, language],
    queryFn: () => backend.ListRecipes({ product, language }),
    placeholderData: keepPreviousData,
    meta: { nouns },
  })
}

/** What copying a recipe would make. */
export function useRecipe(wish: api.RecipeIn, enabled: boolean) {
  return useQuery({
    queryKey: ['recipe', 'one', wish],
    queryFn: () => backend.GetRecipe(wish),
    enabled,
    placeholderData: (before, query) =>
      (query?.queryKey[2] as api.RecipeIn | undefined)?.recipe === wish.recipe ? before : undefined,
    meta: { nouns: [...nouns, 'filter', 'template', 'tag', 'link', 'form'] },
  })
}

/** Makes a recipe's automations, inactive. */
export function useCopyRecipe() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: api.RecipeIn) => backend.CopyRecipe(wish),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recipe'] }),
  })
}

/** What importing a file would make. */
export function usePack(file: api.PackIn) {
  return useQuery({
    queryKey: ['recipe', 'file', file],
    queryFn: () => backend.ReadPack(file),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
}

/** Makes what a file holds. */
export function useImportPack() {
  return useMutation({ mutationFn: (file: api.PackIn) => backend.ImportPack(file) })
}
