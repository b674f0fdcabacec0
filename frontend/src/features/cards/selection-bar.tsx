import { Button, Group, Text } from '@mantine/core'
import { IconTrash, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { useDeleteCards } from './api'
import classes from './cards.module.css'

interface SelectionBarProps {
  ids: string[]
  names: string[]
  /** How many of them have a coming step. */
  running: number
  onDone: () => void
}

/**
 * What can be done with the chosen cards. Deleting can be undone, so it asks only
 * where an undo would not bring back automations.
 */
export function SelectionBar({ ids, names, running, onDone }: SelectionBarProps) {
  const { t } = useTranslation()
  const { remove, restore } = useDeleteCards()
  // By then this bar is gone, so it can't wait for the callbacks of a mutation.
  const undo = () =>
    restore
      .mutateAsync(ids)
      .then(() => toast({ title: t('cards.restored', { count: ids.length }) }), toastError)
  const confirm = useConfirm()
  const ask = async () => {
    const sure =
      running === 0 ||
      (await confirm({
        title: t('cards.delete_title', { count: ids.length }),
        consequences: [t('cards.delete_ends', { count: running }), t('cards.delete_undo')],
        action: t('common.delete'),
        danger: true,
      }))
    if (sure) run()
  }
  const run = () =>
    remove.mutate(ids, {
      onSuccess: ({ deleted, ended }) => {
        onDone()
        announce(t('cards.deleted', { count: deleted }))
        toast({
          title: t('cards.deleted', { count: deleted }),
          children: ended > 0 ? t('cards.ended', { count: ended }) : undefined,
          action: { label: t('common.undo'), run: () => void undo() },
        })
      },
      onError: toastError,
    })
  return (
    <div
      className={classes.selection}
      role="toolbar"
      aria-label={t('ui.chosen', { count: ids.length })}
    >
      <Text fw={600} className="num">
        {t('ui.chosen', { count: ids.length })}
      </Text>
      <Text size="sm" c="dimmed" className="clip" flex={1}>
        {names.slice(0, 3).join(', ')}
        {names.length > 3 ? '…' : ''}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="xs"
          color="red"
          variant="outline"
          leftSection={<IconTrash size={14} />}
          loading={remove.isPending}
          onClick={() => void ask()}
        >
          {t('common.delete')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} />}
          onClick={onDone}
        >
          {t('ui.clear_choice')}
        </Button>
      </Group>
    </div>
  )
}
