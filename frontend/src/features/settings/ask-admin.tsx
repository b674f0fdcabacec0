import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { useWorkspace } from '@/lib/workspace/workspace'

/** What a member sees in place of settings: who can change them. */
export function AskAdmin() {
  const { t } = useTranslation()
  const { users } = useWorkspace()
  const names = users.filter((u) => u.active && u.role === 'admin').map((u) => u.name)
  return (
    <EmptyState icon={IconLock} title={t('settings.ask_admin')}>
      {t('settings.ask_admin_words', { names: names.join(', ') })}
    </EmptyState>
  )
}
