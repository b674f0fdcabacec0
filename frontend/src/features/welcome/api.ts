import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import type { Draft } from './draft'

/** By which the start of the screens knows that the first run is just ending. */
export const setUpKey = ['set up']

/** Ends the first run and goes where the person wants to start. */
export function useSetUp(start: Draft['start']) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationKey: setUpKey,
    mutationFn: (answers: api.SetUpIn) => backend.SetUpWorkspace(answers),
    onSuccess: async (workspace) => {
      const product = workspace.products[0]?.product.id ?? ''
      // First the address, then the screens: the start of the address would lead elsewhere.
      await navigate({ to: start === 'import' ? paths.importCards(product) : paths.cards(product) })
      queries.setQueryData(['workspace'], workspace)
    },
  })
}
