import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import type { Draft } from './draft'

/** Ends the first run and goes where the person wants to start. */
export function useSetUp(start: Draft['start']) {
  const queries = useQueryClient()
  const go = useGo()
  return useMutation({
    mutationFn: (answers: api.SetUpIn) => backend.SetUpWorkspace(answers),
    onSuccess: (workspace) => {
      queries.setQueryData(['workspace'], workspace)
      const product = workspace.products[0]?.product.id ?? ''
      go(start === 'import' ? paths.importCards(product) : paths.cards(product))
    },
  })
}
