import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { inWindow } from '@/components/ui/out-link'
import { backend } from '@/lib/api/client'
import { useIsAdmin } from '@/lib/workspace/workspace'

/** A mutation after which the workspace (settings, people, products) is read anew. */
export function useWorkspaceChange<In, Out>(run: (input: In) => Promise<Out>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: (q) =>
          ['workspace', 'status', 'card', 'account', 'uses'].includes(String(q.queryKey[0])),
      }),
  })
}

/** Saves the settings of the business. */
export const useSaveWorkspace = () =>
  useWorkspaceChange((input: api.SaveWorkspaceIn) => backend.SaveWorkspace(input))

/** Switches test mode. */
export const useSetTestMode = () =>
  useWorkspaceChange((input: api.TestModeIn) => backend.SetTestMode(input))

/** Adds or changes a colleague. */
export const useSaveUser = () => useWorkspaceChange((user: crm.User) => backend.SaveUser(user))

/** Renames a product or switches its SMS service. */
export const useSaveProduct = () =>
  useWorkspaceChange((product: crm.Product) => backend.SaveProduct(product))

/** Replaces a product's list of statuses. */
export const useSaveStatuses = () =>
  useWorkspaceChange((input: api.SaveStatusesIn) => backend.SaveStatuses(input))

/** Replaces a product's list of fields. */
export const useSaveFields = () =>
  useWorkspaceChange((input: api.SaveFieldsIn) => backend.SaveFields(input))

/** Makes a product. */
export const useAddProduct = () =>
  useWorkspaceChange((input: api.AddProductIn) => backend.AddProduct(input))

/** Archives a product, or takes it out again. */
export const useArchiveProduct = () =>
  useWorkspaceChange((input: api.ArchiveProductIn) => backend.ArchiveProduct(input))

/** Puts all products in an order. */
export const useOrderProducts = () =>
  useWorkspaceChange((products: string[]) => backend.OrderProducts({ products }))

/** Deletes a field with its values. */
export const useRemoveField = () =>
  useWorkspaceChange((input: api.RemoveFieldIn) => backend.RemoveField(input))

/** Where a status, field or choice is used. */
export function useUses(input: api.UsesIn) {
  return useQuery({
    queryKey: ['uses', input],
    queryFn: () => backend.FindUses(input),
    meta: { nouns: ['card', 'filter', 'sequence', 'template', 'product'] },
  })
}

/** What another type would do to a field's values. */
export function useTypeChange(input: api.TypeChangeIn, enabled: boolean) {
  return useQuery({
    queryKey: ['uses', 'type', input],
    queryFn: () => backend.PreviewFieldChange(input),
    enabled,
    meta: { nouns: ['card', 'filter', 'sequence', 'template', 'product'] },
  })
}

/** What a colleague has that others would take over. */
export function useHandOver(user: string) {
  return useQuery({
    queryKey: ['uses', 'user', user],
    queryFn: () => backend.PreviewHandOver({ user }),
    meta: { nouns: ['card', 'task', 'filter', 'sequence', 'user'] },
  })
}

/** Saves an account; without a secret it keeps the one that is there. */
export const useSaveAccount = () =>
  useWorkspaceChange((input: api.SaveAccountIn) => backend.SaveAccount(input))

/** Deletes an account. */
export const useDeleteAccount = () =>
  useWorkspaceChange((id: string) => backend.DeleteAccount({ id }))

/** Puts the accounts of a channel in an order. */
export const useOrderAccounts = () =>
  useWorkspaceChange((input: api.OrderAccountsIn) => backend.OrderAccounts(input))

/** Lets a stopped account try again. */
export const useResumeAccount = () =>
  useWorkspaceChange((id: string) => backend.ResumeAccount({ id }))

/** Sends one test message. */
export const useTestAccount = () =>
  useMutation({ mutationFn: (input: api.TestAccountIn) => backend.TestAccount(input) })

/** The mail providers that are known. */
export function useMailPresets() {
  return useQuery({
    queryKey: ['mail-presets'],
    queryFn: () => backend.ListMailPresets(),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The server that probably sends for an address. */
export const useGuessMailServer = () =>
  useMutation({ mutationFn: (email: string) => backend.GuessMailServer({ email }) })

/** What the DNS of an account's sender should have. */
export function useSenderAdvice(input: api.AdviseSenderIn) {
  return useQuery({
    queryKey: ['account', 'advice', input],
    queryFn: () => backend.AdviseSender(input),
    retry: false,
  })
}

/** Where the key to the stored passwords lies; only administrators are told. */
export function useKeyPlace() {
  const enabled = useIsAdmin()
  return useQuery({
    queryKey: ['account', 'key'],
    queryFn: () => backend.GetKeyPlace(),
    enabled,
  })
}

/** Begins a sign-in with an account's provider; in a browser it comes back to this page's server. */
export const useStartSignIn = () =>
  useMutation({
    mutationFn: (id: string) =>
      backend.StartSignIn({ id, origin: inWindow() ? '' : window.location.origin }),
  })

/** The mail and SMS accounts. */
export function useAccounts() {
  return useQuery({
    queryKey: ['account', 'list'],
    queryFn: () => backend.ListAccounts(),
    meta: { nouns: ['message'] },
  })
}

/** How many messages test mode holds, for the question when it ends. */
export function useEngineStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: () => backend.GetStatus(),
    meta: { nouns: ['message', 'enrolment', 'sequence', 'account', 'task', 'workspace', 'engine'] },
  })
}
