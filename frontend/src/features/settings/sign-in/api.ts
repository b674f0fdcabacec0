import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = ['sign_in']

/** How I sign in, and in which browsers I am. */
export function useSignIn() {
  return useQuery({
    queryKey: key,
    queryFn: () => backend.GetSignIn(),
    meta: { nouns: ['user'] },
  })
}

function useSignInChange<In>(run: (input: In) => Promise<api.SignInOut>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: (now) => queries.setQueryData(key, now),
  })
}

/** Gives me a password, or another one. */
export const useChangePassword = () =>
  useSignInChange((input: api.ChangePasswordIn) => backend.ChangePassword(input))

/** Signs one of my browsers out. */
export const useEndSignIn = () => useSignInChange((id: string) => backend.EndSignIn({ id }))

/** Signs out everywhere: me but for here, or a colleague. */
export const useEndSignIns = () => useSignInChange((user: string) => backend.EndSignIns({ user }))

/** Makes the key for my app. */
export const useStartSecondStep = () => useMutation({ mutationFn: () => backend.StartSecondStep() })

/** Switches the second step on; answers with the recovery codes. */
export function useConfirmSecondStep() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: api.SecondStepIn) => backend.ConfirmSecondStep(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Switches the second step off. */
export const useEndSecondStep = () =>
  useSignInChange((password: string) => backend.EndSecondStep({ password }))

/** Makes a link with which a colleague chooses a password. */
export const useInvite = () =>
  useMutation({ mutationFn: (id: string) => backend.InviteUser({ id }) })
