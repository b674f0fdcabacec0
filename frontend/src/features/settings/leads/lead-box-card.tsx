import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconListDetails, IconPencil, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { StateBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import classes from '../settings.module.css'
import { useDeleteLeadBox } from './api'

interface LeadBoxCardProps {
  view: api.LeadBoxView
  onEdit: () => void
  onLook: () => void
}

/** A mailbox whose mails become cards: where it is, where they go, whether that works. */
export function LeadBoxCard({ view, onEdit, onLook }: LeadBoxCardProps) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const { box } = view
  const where = `${box.settings.user} · ${box.settings.folder} → ${view.product}`
  const state = box.trouble ? 'trouble' : box.active ? 'active' : 'inactive'
  return (
    <article className={classes.box} aria-label={box.name}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={box.name}>
              {box.name}
            </Text>
            <StateBadge state={state} />
          </Group>
          <Text size="sm" c="dimmed" className="clip" title={where}>
            {where}
          </Text>
          {box.active && box.looked > 0 && (
            <Text size="sm">
              {t('mailbox.looked', { at: '' })}
              <When at={box.looked} relative />
            </Text>
          )}
          {!box.active && <Text size="sm">{t('incoming.off')}</Text>}
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconListDetails size={14} />}
            onClick={onLook}
          >
            {t('incoming.mails')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <MoreMenu view={view} />
        </Group>
      </div>
      {view.failed > 0 && (
        <button type="button" className="linkish" onClick={onLook}>
          {t('incoming.failed_count', { count: view.failed })}
        </button>
      )}
      {box.trouble && (
        <>
          <Text size="sm" mt="xs" c="var(--tone-red)">
            {t('mailbox.fails', { at: moment(box.since), why: t(box.trouble) })}
          </Text>
          {box.words && <p className={classes.quote}>{box.words}</p>}
        </>
      )}
    </article>
  )
}

function MoreMenu({ view: { box } }: { view: api.LeadBoxView }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteLeadBox()
  const ask = async () => {
    const sure = await confirm({
      title: t('incoming.box_delete_title', { name: box.name }),
      children: t('incoming.box_delete_text'),
      action: t('common.delete'),
      danger: true,
    })
    if (sure) remove.mutate(box.id, { onError: toastError })
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name: box.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void ask()}>
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
