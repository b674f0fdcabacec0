import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** The mailboxes in which answers are looked for. */
export function useMailboxes() {
  return useQuery({
    queryKey: ['mailbox', 'list'],
    queryFn: () => backend.ListMailboxes(),
    meta: { nouns: ['account'] },
  })
}

/** The email accounts whose answers a mailbox can have. */
export function useEmailAccounts() {
  return useQuery({
    queryKey: ['account', 'list'],
    queryFn: () => backend.ListAccounts(),
    select: (list) => list.map((v) => v.account).filter((a) => a.channel === 'email'),
  })
}

function useFresh() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['mailbox'] })
}

/** Adds or changes a mailbox. */
export function useSaveMailbox() {
  const onSuccess = useFresh()
  return useMutation({
    mutationFn: (asked: api.SaveMailboxIn) => backend.SaveMailbox(asked),
    onSuccess,
  })
}

/** Tries a mailbox, saved or not. */
export const useTestMailbox = () =>
  useMutation({ mutationFn: (asked: api.SaveMailboxIn) => backend.TestMailbox(asked) })

/** Lets a mailbox be. */
export function useDeleteMailbox() {
  const onSuccess = useFresh()
  return useMutation({ mutationFn: (id: string) => backend.DeleteMailbox({ id }), onSuccess })
}
