import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from '../settings.module.css'
import { useInlets, useRenewInlet } from './api'
import { InletAddress } from './inlet-address'
import { InletCallsDrawer } from './inlet-calls-drawer'
import { InletCard } from './inlet-card'
import { InletDrawer } from './inlet-drawer'

/** The addresses at which other programs hand in cards. */
export function CallsSection() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useInlets()
  const renew = useRenewInlet()
  const [editing, setEditing] = useState<{ inlet?: crm.Inlet }>()
  const [looking, setLooking] = useState<crm.Inlet>()
  const open = useWorkspace().workspace.public !== ''
  const add = (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setEditing({})}>
      {t('incoming.inlet_add')}
    </Button>
  )
  return (
    <Stack gap="sm">
      <div className={classes.listHead}>
        <Title order={2}>{t('settings.section.calls')}</Title>
        {data && data.length > 0 && add}
      </div>
      <Text size="sm" c="dimmed">
        {t('incoming.inlet_lead')}
      </Text>
      {!open && (
        <Alert color="yellow" title={t('incoming.not_open_title')}>
          {t('incoming.not_open')}{' '}
          <Link to={paths.settings('public')}>{t('incoming.open_go')}</Link>
        </Alert>
      )}
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {isPending && <LinesSkeleton />}
      {data?.length === 0 && (
        <EmptyState icon={IconWebhook} title={t('incoming.inlet_none')} actions={add}>
          {t('incoming.inlet_none_words')}
        </EmptyState>
      )}
      {data?.map((view) => (
        <InletCard
          key={view.inlet.id}
          view={view}
          onEdit={() => setEditing({ inlet: view.inlet })}
          onLook={() => setLooking(view.inlet)}
          onRenew={() => renew.mutate(view.inlet.id, { onError: toastError })}
        />
      ))}
      {editing && <InletDrawer inlet={editing.inlet} onClose={() => setEditing(undefined)} />}
      {looking && <InletCallsDrawer inlet={looking} onClose={() => setLooking(undefined)} />}
      {renew.data && <InletAddress made={renew.data} onClose={() => renew.reset()} />}
    </Stack>
  )
}
