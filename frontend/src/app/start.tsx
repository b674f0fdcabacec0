import { Center, Loader } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { useIsMutating, useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { setUpKey } from '@/features/welcome/api'
import { backend } from '@/lib/api/client'
import { setZone } from '@/lib/i18n/say'
import { type Language, languages, setLanguage } from '@/lib/i18n/setup'
import { WorkspaceContext } from '@/lib/workspace/workspace'

const Welcome = lazy(async () => ({
  default: (await import('@/features/welcome/welcome')).Welcome,
}))

/** Reads the workspace before anything else; asks the questions of the first run if nobody has. */
export function Start() {
  const { t } = useTranslation()
  const workspace = useQuery({
    queryKey: ['workspace'],
    queryFn: () => backend.GetWorkspace(),
    meta: { nouns: ['product', 'user', 'status', 'field'] },
    staleTime: Number.POSITIVE_INFINITY,
  })
  // The news of the new workspace may come before the answer that says where to go.
  const ending = useIsMutating({ mutationKey: setUpKey }) > 0
  const zone = workspace.data?.workspace.zone
  const language = workspace.data?.setUp ? workspace.data.me.language : ''
  useEffect(() => {
    if (zone) setZone(zone)
  }, [zone])
  useEffect(() => {
    const ours = languages.find((l) => l === language)
    if (ours && !localStorage.getItem('language')) void setLanguage(ours as Language)
  }, [language])
  if (workspace.error && !workspace.data) {
    return (
      <Center mih="100vh" p="lg">
        <ErrorBox error={workspace.error} onRetry={() => void workspace.refetch()} />
      </Center>
    )
  }
  if (!workspace.data) {
    return (
      <Center mih="100vh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    )
  }
  return (
    <WorkspaceContext value={workspace.data}>
      <ModalsProvider>
        {workspace.data.setUp && !ending ? (
          <Outlet />
        ) : (
          <Suspense>
            <Welcome />
          </Suspense>
        )}
      </ModalsProvider>
    </WorkspaceContext>
  )
}
