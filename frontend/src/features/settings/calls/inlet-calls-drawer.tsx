import { Stack, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useInlet } from './api'
import { InletCallLine } from './inlet-call-line'

/** The last calls at an address, to look at. */
export function InletCallsDrawer({ inlet, onClose }: { inlet: crm.Inlet; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useInlet(inlet.id)
  return (
    <SideDrawer open wide onClose={onClose} title={t('incoming.calls_of', { name: inlet.name })}>
      <Stack gap="sm">
        <ErrorBox error={error} onRetry={() => void refetch()} />
        {isPending && <LinesSkeleton />}
        {data?.calls.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('incoming.calls_none')}
          </Text>
        )}
        {data?.calls.map((view) => (
          <InletCallLine key={view.call.id} view={view} product={data.inlet.route.product} />
        ))}
        <Text size="xs" c="dimmed">
          {t('incoming.calls_kept')}
        </Text>
      </Stack>
    </SideDrawer>
  )
}
