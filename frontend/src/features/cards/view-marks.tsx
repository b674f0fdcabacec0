import { IconLayoutKanban, IconTable, IconUser, IconUsers } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

/** Whether a view is a list or a board. */
export function ViewMark({ row }: { row: api.ViewRow }) {
  return row.view.kind === 'board' ? <IconLayoutKanban size={16} /> : <IconTable size={16} />
}

/** Whose a view is: mine or everybody's. */
export function ViewWhose({ row }: { row: api.ViewRow }) {
  const { t } = useTranslation()
  if (!row.view.id) return null
  const Picture = row.view.owner ? IconUser : IconUsers
  return (
    <Picture
      size={14}
      role="img"
      aria-label={t(row.view.owner ? 'cards.view_mine' : 'cards.view_shared')}
      style={{ opacity: 0.6 }}
    />
  )
}
