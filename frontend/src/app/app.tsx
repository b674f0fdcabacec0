import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { LeaveDialog } from '@/features/leave/leave-dialog'
import { words } from '@/lib/i18n/setup'
import { followEvents, makeQueries } from '@/lib/query/query'
import { makeRouter } from './router'
import { cssVariables, theme } from './theme'

const queries = makeQueries()
const router = makeRouter()

/** Everything the screens stand on, and the screen of the address. */
export function App() {
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <MantineProvider
          defaultColorScheme="auto"
          theme={theme}
          cssVariablesResolver={cssVariables}
        >
          <Dates>
            <Notifications position="bottom-center" />
            <RouterProvider router={router} />
            <LeaveDialog />
          </Dates>
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>
  )
}

function Dates({ children }: { children: React.ReactNode }) {
  const language = useTranslation().i18n.language
  useEffect(() => followEvents(queries), [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>{children}</DatesProvider>
  )
}
