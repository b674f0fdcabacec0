import { Menu, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { When } from '@/components/ui/when'
import { DeleteItem, EntryCard } from '../entry-card'
import { useDeleteInlet } from './api'

interface InletCardProps {
  view: api.InletView
  onEdit: () => void
  onLook: () => void
  onRenew: () => void
}

/** An address for other programs: where its cards go, and when somebody called. */
export function InletCard({ view, onEdit, onLook, onRenew }: InletCardProps) {
  const { t } = useTranslation()
  const { inlet } = view
  return (
    <EntryCard
      name={inlet.name}
      state={inlet.active ? 'active' : 'inactive'}
      where={`/in/${inlet.id}/…${inlet.hint} → ${view.product}`}
      log={{ label: t('incoming.calls'), open: onLook }}
      onEdit={onEdit}
      menu={<InletMenu view={view} onRenew={onRenew} />}
    >
      <Text size="sm">
        {inlet.used > 0 ? `${t('incoming.used')} ` : t('incoming.used_never')}
        {inlet.used > 0 && <When at={inlet.used} relative />}
      </Text>
      {view.failed && (
        <Text size="sm" c="var(--tone-red)">
          {t('incoming.last_failed')}
        </Text>
      )}
    </EntryCard>
  )
}

function InletMenu({ view, onRenew }: Pick<InletCardProps, 'view' | 'onRenew'>) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteInlet()
  const { id, name } = view.inlet
  const renew = async () => {
    const sure = await confirm({
      title: t('incoming.renew_title', { name }),
      children: t('incoming.renew_text'),
      action: t('incoming.renew'),
      danger: true,
    })
    if (sure) onRenew()
  }
  return (
    <>
      <Menu.Item leftSection={<IconKey size={16} />} onClick={() => void renew()}>
        {t('incoming.renew')}
      </Menu.Item>
      <DeleteItem
        title={t('incoming.inlet_delete_title', { name })}
        text={t('incoming.inlet_delete_text')}
        onDelete={() => remove.mutateAsync(id)}
      />
    </>
  )
}
