import { Avatar, Menu, ScrollArea, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconUserOff } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from './head.module.css'
import { useEditPart } from './use-edit-part'

/** Who owns the card; a click gives it to somebody else. */
export function OwnerPicker({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const { users } = useWorkspace()
  const label = t('cards.column.owner')
  const editor = useEditPart(view, 'owner', label)
  const owner = users.find((u) => u.id === view.card.owner)
  const choose = (id: string) => {
    if (id !== view.card.owner) void editor.save(id || null, { over: true, tell: true })
  }
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className={classes.fact} disabled={editor.saving}>
          <VisuallyHidden>{label}: </VisuallyHidden>
          {owner ? (
            <Avatar name={owner.name} size={20} color="gray" aria-hidden />
          ) : (
            <IconUserOff size={16} />
          )}
          <span className={owner ? 'clip' : classes.quiet}>
            {owner?.name ?? t('card.no_owner')}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{label}</Menu.Label>
        <ScrollArea.Autosize mah={320} type="auto">
          {users
            .filter((u) => u.active || u.id === view.card.owner)
            .map((u) => (
              <Menu.Item
                key={u.id}
                leftSection={<Avatar name={u.name} size={20} color="gray" aria-hidden />}
                rightSection={u.id === view.card.owner && <IconCheck size={16} />}
                onClick={() => choose(u.id)}
              >
                <span className="clip">{u.name}</span>
              </Menu.Item>
            ))}
          <Menu.Item leftSection={<IconUserOff size={18} />} onClick={() => choose('')}>
            {t('cards.no_owner')}
          </Menu.Item>
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
