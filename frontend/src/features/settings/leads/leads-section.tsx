import { Button, Stack, Text, Title } from '@mantine/core'
import { IconMailDown, IconPlus } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useEmailAccounts } from '../incoming/api'
import classes from '../settings.module.css'
import { useLeadBoxes } from './api'
import { LeadBoxCard } from './lead-box-card'
import { LeadBoxDrawer } from './lead-box-drawer'
import { LeadMailsDrawer } from './lead-mails-drawer'

/** The mailboxes whose mails become cards. */
export function LeadsSection() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useLeadBoxes()
  const accounts = useEmailAccounts()
  const [editing, setEditing] = useState<{ box?: crm.LeadBox }>()
  const [looking, setLooking] = useState<crm.LeadBox>()
  const add = (
    <Button
      size="xs"
      leftSection={<IconPlus size={14} />}
      disabled={!accounts.data}
      onClick={() => setEditing({})}
    >
      {t('incoming.box_add')}
    </Button>
  )
  return (
    <Stack gap="sm">
      <div className={classes.listHead}>
        <Title order={2}>{t('settings.section.leads')}</Title>
        {data && data.length > 0 && add}
      </div>
      <Text size="sm" c="dimmed">
        {t('incoming.box_lead')}
      </Text>
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {isPending && <LinesSkeleton />}
      {data?.length === 0 && (
        <EmptyState icon={IconMailDown} title={t('incoming.box_none')} actions={add}>
          {t('incoming.box_none_words')}
        </EmptyState>
      )}
      {data?.map((view) => (
        <LeadBoxCard
          key={view.box.id}
          view={view}
          onEdit={() => setEditing({ box: view.box })}
          onLook={() => setLooking(view.box)}
        />
      ))}
      {editing && (
        <LeadBoxDrawer
          box={editing.box}
          accounts={accounts.data ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
      {looking && <LeadMailsDrawer box={looking} onClose={() => setLooking(undefined)} />}
    </Stack>
  )
}
