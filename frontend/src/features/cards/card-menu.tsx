import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo, useGoFromGone } from '@/lib/routing/use-view'
import { useDeleteCards } from './api'

/** What else can be done with a card. */
export function CardMenu({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const go = useGo()
  const goFromGone = useGoFromGone()
  const { remove, restore } = useDeleteCards()
  const { id, name, product } = view.card
  const live = view.passages.filter((p) =>
    ['waiting', 'sending', 'held'].includes(p.enrolment.state),
  )
  const ask = async () => {
    const sure =
      live.length === 0 ||
      (await confirm({
        title: t('cards.delete_one', { name }),
        consequences: [t('cards.delete_ends', { count: 1 }), t('cards.delete_undo')],
        action: t('common.delete'),
        danger: true,
      }))
    if (!sure) return
    remove.mutate([id], {
      onError: toastError,
      onSuccess: () => {
        goFromGone(paths.cards(product))
        toast({
          title: t('cards.deleted', { count: 1 }),
          action: {
            label: t('common.undo'),
            // By then this page is gone, so it can't wait for the callbacks of a mutation.
            run: () =>
              void restore.mutateAsync([id]).then(() => go(paths.card(product, id)), toastError),
          },
        })
      },
    })
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void ask()}>
          {t('cards.delete_card')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
