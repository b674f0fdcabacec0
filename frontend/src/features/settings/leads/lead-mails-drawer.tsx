import { Stack, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useLeadBox } from './api'
import { LeadMailLine } from './lead-mail-line'

/** What became of the mails of a mailbox, first of those that failed. */
export function LeadMailsDrawer({ box, onClose }: { box: crm.LeadBox; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useLeadBox(box.id)
  return (
    <SideDrawer open wide onClose={onClose} title={t('incoming.mails_of', { name: box.name })}>
      <Stack gap="sm">
        <ErrorBox error={error} onRetry={() => void refetch()} />
        {isPending && <LinesSkeleton />}
        {data?.mails.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('incoming.mails_none')}
          </Text>
        )}
        {data?.mails.map((view) => (
          <LeadMailLine key={view.mail.id} view={view} product={data.box.route.product} />
        ))}
      </Stack>
    </SideDrawer>
  )
}
