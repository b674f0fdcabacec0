import { Alert, Center, MantineProvider, Stack, Text, Title } from '@mantine/core'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { backend, toApiError } from '@/lib/api/client'
import { onEvent } from '@/lib/api/events'
import { say } from '@/lib/i18n/say'
import { words } from '@/lib/i18n/setup'

const queries = new QueryClient()

export function App() {
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <MantineProvider
          defaultColorScheme="auto"
          theme={{ primaryColor: 'indigo', primaryShade: 8, autoContrast: true }}
        >
          <Start />
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>
  )
}

function Start() {
  const { t } = useTranslation()
  const version = useQuery({ queryKey: ['version'], queryFn: () => backend.Version() })
  const [changes, setChanges] = useState(0)
  useEffect(() => onEvent(() => setChanges((n) => n + 1)), [])
  return (
    <Center mih="100vh">
      <Stack align="center">
        <Title order={1}>{t('common.product')}</Title>
        {version.data && <Text>{t('common.version', { version: version.data.version })}</Text>}
        {version.error && <Alert color="red">{say(toApiError(version.error))}</Alert>}
        <Text c="dimmed">{t('common.changes_seen', { count: changes })}</Text>
      </Stack>
    </Center>
  )
}
