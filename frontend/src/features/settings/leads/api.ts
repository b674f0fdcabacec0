import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = ['lead_box']

/** The mailboxes whose mails become cards. */
export function useLeadBoxes() {
  return useQuery({
    queryKey: [...key, 'list'],
    queryFn: () => backend.ListLeadBoxes(),
    meta: { nouns: ['account'] },
  })
}

/** One mailbox with what became of its mails. */
export function useLeadBox(id: string) {
  return useQuery({ queryKey: [...key, id], queryFn: () => backend.GetLeadBox({ id }) })
}

/** What a lead can fill on a card of a product. */
export function useLeadKeys(product: string) {
  return useQuery({
    queryKey: ['lead_keys', product],
    queryFn: () => backend.ListLeadKeys({ product }),
    meta: { nouns: ['product'] },
    enabled: product !== '',
  })
}

function useChange<In, Out>(run: (input: In) => Promise<Out>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Adds or changes a mailbox. */
export const useSaveLeadBox = () =>
  useChange((input: api.SaveLeadBoxIn) => backend.SaveLeadBox(input))

/** Lets a mailbox be. */
export const useDeleteLeadBox = () => useChange((id: string) => backend.DeleteLeadBox({ id }))

/** Has a mail read once more. */
export const useRetryLeadMail = () => useChange((id: string) => backend.RetryLeadMail({ id }))

/** Takes a mail off the list. */
export const useDropLeadMail = () => useChange((id: string) => backend.DropLeadMail({ id }))

/** Says what would become of the last mails. */
export const useTryLeadBox = () =>
  useMutation({ mutationFn: (input: api.SaveLeadBoxIn) => backend.TryLeadBox(input) })
