import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconKey, IconListDetails, IconPencil, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { StateBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import classes from '../settings.module.css'
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
    <article className={classes.box} aria-label={inlet.name}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={inlet.name}>
              {inlet.name}
            </Text>
            <StateBadge state={inlet.active ? 'active' : 'inactive'} />
          </Group>
          <Text size="sm" c="dimmed" className="clip">
            {`/in/${inlet.id}/…${inlet.hint} → ${view.product}`}
          </Text>
          <Text size="sm">
            {inlet.used > 0 ? `${t('incoming.used')} ` : t('incoming.used_never')}
            {inlet.used > 0 && <When at={inlet.used} relative />}
          </Text>
          {view.failed && (
            <Text size="sm" c="var(--tone-red)">
              {t('incoming.last_failed')}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconListDetails size={14} />}
            onClick={onLook}
          >
            {t('incoming.calls')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <MoreMenu view={view} onRenew={onRenew} />
        </Group>
      </div>
    </article>
  )
}

function MoreMenu({ view, onRenew }: { view: api.InletView; onRenew: () => void }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteInlet()
  const { id, name } = view.inlet
  const ask = async () => {
    const sure = await confirm({
      title: t('incoming.inlet_delete_title', { name }),
      children: t('incoming.inlet_delete_text'),
      action: t('common.delete'),
      danger: true,
    })
    if (sure) remove.mutate(id, { onError: toastError })
  }
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
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconKey size={16} />} onClick={() => void renew()}>
          {t('incoming.renew')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void ask()}>
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
