import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = ['inlet']

/** The addresses at which other programs hand in cards. */
export function useInlets() {
  return useQuery({ queryKey: [...key, 'list'], queryFn: () => backend.ListInlets() })
}

/** One address with its last calls. */
export function useInlet(id: string) {
  return useQuery({
    queryKey: [...key, id],
    queryFn: () => backend.GetInlet({ id }),
    enabled: id !== '',
  })
}

function useChange<In, Out>(run: (input: In) => Promise<Out>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Adds or changes an address; of a new one the answer tells where programs call. */
export const useSaveInlet = () => useChange((input: api.SaveInletIn) => backend.SaveInlet(input))

/** Gives an address a new token. */
export const useRenewInlet = () => useChange((id: string) => backend.RenewInlet({ id }))

/** Takes an address away. */
export const useDeleteInlet = () => useChange((id: string) => backend.DeleteInlet({ id }))

/** Says what would become of a call. */
export const useTryInlet = () =>
  useMutation({ mutationFn: (input: api.TryInletIn) => backend.TryInlet(input) })
